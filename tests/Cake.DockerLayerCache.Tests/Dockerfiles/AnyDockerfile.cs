using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Testing.Corpus;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>What holds for any text that is read as a Dockerfile.</summary>
internal static class AnyDockerfile
{
    // What a small file may take all the same.
    private const long MemoryOfAny = 64_000_000;
    private const long MemoryOfCharacter = 20_000;

    private static readonly Dictionary<string, string> BuildArgs = new(StringComparer.Ordinal)
    {
        [DockerfileCorpus.BaseImage] = "busybox:1",
    };

    /// <summary>Reads it and all that can be asked of it: a model or a coded error is the only answer.</summary>
    /// <returns>What is wrong with the answer; null where nothing is.</returns>
    public static string? Fault(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var dockerfile = Dockerfile.Parse(text, "Dockerfile", BuildArgs);
            var fault = FaultOf(dockerfile);
            if (fault is not null)
            {
                return fault;
            }
        }
        catch (DockerLayerCacheException e) when (e.Message.StartsWith("DLC02", StringComparison.Ordinal))
        {
            // Refused, with a code.
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        return taken > MemoryOfAny + MemoryOfCharacter * text.Length
            ? $"{taken} bytes for {text.Length} characters"
            : null;
    }

    /// <summary>The same for a <c>.dockerignore</c>.</summary>
    public static string? IgnoreFault(string text)
    {
        try
        {
            var rules = IgnoreRules.Parse(text, ".dockerignore");
            _ = rules.Excludes("a/b/c.txt");
            return null;
        }
        catch (DockerLayerCacheException e) when (e.Message.StartsWith("DLC0221", StringComparison.Ordinal))
        {
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static string? FaultOf(Dockerfile dockerfile)
    {
        foreach (var stage in dockerfile.Stages)
        {
            try
            {
                var needed = dockerfile.NeededBy(stage);
                _ = AdviceRules.For(new AdviceSubject(dockerfile, needed, null, holdsGit: true, isLegacy: true));
            }
            catch (DockerLayerCacheException)
            {
                // This stage cannot be built; another one may.
            }
        }

        var written = InstructionText.Of(dockerfile);
        var again = Dockerfile.Parse(written, "Dockerfile", BuildArgs);
        return Model(again) == Model(dockerfile)
            ? null
            : $"written and read again it is another one:\n{written}\n---\n{Model(dockerfile)}\n---\n{Model(again)}";
    }

    /// <summary>All that the model holds, but for lines.</summary>
    private static string Model(Dockerfile dockerfile) =>
        string.Join(
            '\n',
            dockerfile
                // Nothing behind an escape character is an instruction to another language's frontend only, and nothing
                // once it is written.
                .Instructions.Where(instruction => instruction.Keyword.Length > 0)
                .Select(Text)
                .Concat(
                    dockerfile.Stages.Select(stage =>
                        $"{stage.Id} {stage.Base} {stage.Platform} {string.Join(' ', stage.Needs)}"
                    )
                )
        );

    private static string Text(Instruction each) =>
        $"{each.Keyword}|{string.Join('|', each.Flags)}|{each.Arguments}|{string.Join('|', each.Heredocs)}|"
        + (each.Trigger is null ? "" : Text(each.Trigger));
}
