namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0607: the whole context is copied, and with it what changes in every build.</summary>
internal static class BroadContext
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject)
    {
        var copy = subject.Needed.SelectMany(stage => stage.Instructions).FirstOrDefault(subject.CopiesAll);
        var file = subject.Ignore?.Path;
        if (copy is null || (file is not null && !LetsGitIn(subject)))
        {
            return [];
        }

        return
        [
            new DockerAdvice
            {
                Code = "DLC0607",
                File = subject.Dockerfile.Path,
                Line = copy.Line,
                Message = file is null
                    ? "copies the whole context, and there is no .dockerignore: what builds and tests write there is a "
                        + "changed file as well."
                    : $"copies the whole context, and {file} lets .git in, which is another one with every commit.",
                Suggestion = file is null
                    ? "Write a .dockerignore with .git, build outputs and package folders in it."
                    : $"Add the line .git to {file}.",
            },
        ];
    }

    private static bool LetsGitIn(AdviceSubject subject) =>
        subject.HoldsGit && subject.Ignore is { } rules && !rules.Excludes(".git/HEAD");
}
