namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0601: the whole context is copied, and then packages are installed: each changed file installs them anew.</summary>
internal static class CopyBeforeInstall
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject)
    {
        var told = new HashSet<Instruction>();
        foreach (var stage in subject.Needed)
        {
            Instruction? copy = null;
            var before = new HashSet<string>(StringComparer.Ordinal);
            foreach (var instruction in stage.WithBases.Reverse().SelectMany(each => each.Instructions))
            {
                if (subject.CopiesAll(instruction))
                {
                    copy ??= instruction;
                }

                foreach (var install in PackageInstall.In(instruction))
                {
                    // A tool that has installed before the copy does something else after it: it prunes, or adds a
                    // package of the project's own.
                    if (copy is null)
                    {
                        before.Add(install.Tool);
                    }
                    else if (!before.Contains(install.Tool) && told.Add(instruction))
                    {
                        yield return Advice(subject, copy, instruction, install);
                    }
                }
            }
        }
    }

    private static DockerAdvice Advice(
        AdviceSubject subject,
        Instruction copy,
        Instruction run,
        PackageInstall install
    ) =>
        new()
        {
            Code = "DLC0601",
            File = subject.Dockerfile.Path,
            Line = copy.Line,
            Message =
                $"copies the whole context before line {run.Line} installs packages with {install.Tool}: any changed "
                + "file installs them anew.",
            Suggestion =
                install.Copied.Length == 0
                    ? $"Move line {run.Line} above it."
                    : $"Copy what the packages depend on first (COPY {install.Copied}), install, then copy the rest.",
        };
}
