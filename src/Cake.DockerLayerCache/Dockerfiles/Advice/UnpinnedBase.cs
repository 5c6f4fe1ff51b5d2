namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0604: a base image that is another one tomorrow, and then every step runs anew.</summary>
internal static class UnpinnedBase
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject) =>
        subject
            .Needed.Where(stage => stage.BaseStage is null && !stage.IsReplaced && stage.Base != "scratch")
            .Where(stage => !stage.BaseIsContext && IsUnpinned(stage.Base))
            .Select(stage => new DockerAdvice
            {
                Code = "DLC0604",
                File = subject.Dockerfile.Path,
                Line = stage.Line,
                Message =
                    $"builds on {MessageText.Short(stage.Base)}, which names no version: when that image moves, every step "
                    + "runs anew.",
                Suggestion = "Name a version in its tag, or a digest.",
            });

    private static bool IsUnpinned(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return false;
        }

        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.IndexOf(':', StringComparison.Ordinal) is var colon
            && (colon < 0 || name[(colon + 1)..] is "latest");
    }
}
