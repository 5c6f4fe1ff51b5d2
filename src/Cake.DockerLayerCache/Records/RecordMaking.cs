using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Records;

/// <summary>Makes the record of a build: what it is made of before it is run, what became of it afterwards.</summary>
internal sealed class RecordMaking
{
    // What a registry takes as an image's configuration is some hundred kilobytes with these.
    private const int MostFiles = 3000;

    private readonly Dockerfile dockerfile;
    private readonly IReadOnlyList<Stage> stages;
    private readonly Func<string, string> redacted;
    private readonly Task<FileTable> files;

    /// <summary>Begins to read the build context, beside whatever else is done.</summary>
    public RecordMaking(
        Dockerfile dockerfile,
        IReadOnlyList<Stage> stages,
        string context,
        IgnoreRules rules,
        Func<string, string> redacted
    )
    {
        this.redacted = redacted;
        this.dockerfile = dockerfile;
        this.stages = stages;
        var sources = stages
            .SelectMany(stage => stage.Instructions)
            .Select(instruction => ContextSources.Of(instruction, dockerfile))
            .OfType<ContextSources>()
            .ToList();
        files = Task.Run(() => ContextReading.Files(context, rules, sources));
    }

    /// <summary>What the build is made of; digests are salted as those of the record before, so that they compare.</summary>
    /// <param name="digest">Makes the digests.</param>
    /// <param name="now">When the build began.</param>
    /// <param name="patience">How long to wait for the files; without them where it takes longer.</param>
    public BuildRecord Inputs(RecordDigest digest, DateTimeOffset now, TimeSpan patience) =>
        new()
        {
            Digest = digest,
            Made = now,
            Arguments = Values(dockerfile.Arguments.Select(argument => $"{argument.Key}={argument.Value}"), digest),
            Stages = stages.ToDictionary(
                stage => stage.Id,
                stage => new StageRecord(
                    redacted(stage.Base),
                    [.. stage.Instructions.Select(instruction => Record(instruction, digest))]
                ),
                StringComparer.Ordinal
            ),
            Files = RecordKeeping.Within(patience, files) is { } found
                ? Salted(found, digest).Within(MostFiles, digest)
                : null,
        };

    private static FileTable Salted(FileTable files, RecordDigest digest) =>
        new(
            files.Entries.ToDictionary(
                file => file.Key,
                file => file.Value with { Content = digest.OfContent(file.Value.Content) },
                StringComparer.Ordinal
            )
        );

    private InstructionRecord Record(Instruction instruction, RecordDigest digest)
    {
        // Not even a digest of a secret: there are few guesses to try where it is a short one.
        var words = dockerfile.Resolved(instruction).Select(redacted).ToList();
        return new InstructionRecord(
            instruction.Keyword,
            digest.OfContent([
                instruction.Keyword,
                .. instruction.Flags.Select(flag => $"--{flag.Name}={flag.Value}"),
                instruction.Arguments,
                .. instruction.Heredocs.Select(heredoc => heredoc.Content),
            ]),
            words.Count == 0 ? "" : digest.OfValue(string.Join('\0', words))
        )
        {
            Values = Values(instruction.Keyword is "ARG" ? dockerfile.Resolved(instruction) : [], digest),
        };
    }

    private Dictionary<string, string> Values(IEnumerable<string> pairs, RecordDigest digest)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs.Where(pair => redacted(pair) == pair).Select(pair => pair.Split('=', 2)))
        {
            // An argument without a value is none.
            if (pair is [var name, var value])
            {
                values[name] = digest.OfValue(value);
            }
        }

        return values;
    }
}
