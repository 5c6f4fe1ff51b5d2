using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0602: a value that is another one in every build stands before a step that takes time.</summary>
internal static class VolatileValue
{
    private static readonly string[] Names =
    [
        "COMMIT",
        "SHA",
        "REVISION",
        "VCS_REF",
        "GIT_REF",
        "BUILD_DATE",
        "BUILD_TIME",
        "BUILD_TIMESTAMP",
        "BUILD_NUMBER",
        "BUILD_ID",
        "BUILDNUMBER",
        "BUILDDATE",
        "BUILDID",
        "TIMESTAMP",
        "RUN_ID",
        "RUN_NUMBER",
        "CACHEBUST",
    ];

    public static IEnumerable<DockerAdvice> In(AdviceSubject subject)
    {
        foreach (var stage in subject.Needed)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < stage.Instructions.Count; i++)
            {
                foreach (var name in Volatile(subject, stage.Instructions[i]).Where(told.Add))
                {
                    // What uses the value has to run anew; what stands between does not.
                    var slow = stage
                        .Instructions.Skip(i + 1)
                        .TakeWhile(later => !Uses(later, name))
                        .FirstOrDefault(later => PackageInstall.In(later).Any());
                    if (slow is not null)
                    {
                        yield return Advice(subject, stage.Instructions[i], name, slow);
                    }
                }
            }
        }
    }

    /// <summary>Whether a name says of itself that its value is another one in every build.</summary>
    public static bool IsVolatile(string name) =>
        // A checksum of something that is downloaded stays as it is.
        !name.Contains("SHA256", StringComparison.OrdinalIgnoreCase) && Array.Exists(Names, new NameWords(name).Have);

    private static IEnumerable<string> Volatile(AdviceSubject subject, Instruction instruction) =>
        instruction.Keyword switch
        {
            "ARG" => ArgumentDeclaration
                .In(instruction, subject.Dockerfile.Escape)
                .Where(each => IsVolatile(each.Name) && !IsPinned(each, subject.Dockerfile.Resolved(instruction)))
                .Select(each => each.Name),
            // One without a variable in it changes with the Dockerfile only.
            "ENV" => Pairs(subject, instruction).Where(IsVolatile),
            // To BuildKit a label is no reason to run anything anew.
            "LABEL" when subject.IsLegacy => Pairs(subject, instruction).Where(IsVolatile),
            _ => [],
        };

    // The commit of something else, which changes with the Dockerfile only.
    private static bool IsPinned(ArgumentDeclaration argument, IReadOnlyList<string> resolved) =>
        argument.Default?.Trim('"', '\'') is { Length: >= 7 } value
        && value.All(char.IsAsciiHexDigit)
        && value.Any(char.IsAsciiLetter)
        && resolved.Contains($"{argument.Name}={value}", StringComparer.Ordinal);

    private static IEnumerable<string> Pairs(AdviceSubject subject, Instruction instruction) =>
        PairForm
            .In(instruction, subject.Dockerfile.Escape)
            .Where(pair => pair.Value.Contains('$', StringComparison.Ordinal))
            .Select(pair => pair.Name);

    private static bool Uses(Instruction instruction, string name) =>
        instruction.Keyword is "RUN"
        && (
            instruction.Arguments.Contains(name, StringComparison.Ordinal)
            || instruction.Heredocs.Any(heredoc => heredoc.Content.Contains(name, StringComparison.Ordinal))
        );

    private static DockerAdvice Advice(AdviceSubject subject, Instruction at, string name, Instruction slow) =>
        new()
        {
            Code = "DLC0602",
            File = subject.Dockerfile.Path,
            Line = at.Line,
            Message =
                $"brings in {MessageText.Short(name)}, which is another value in every build, before line {slow.Line} installs "
                + "packages: they are installed anew each time.",
            Suggestion = $"Move this {at.Keyword} behind line {slow.Line}, just above the step that uses it.",
        };
}
