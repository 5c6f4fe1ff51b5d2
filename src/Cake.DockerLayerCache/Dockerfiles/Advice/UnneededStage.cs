namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0608: a stage that nothing needs.</summary>
internal static class UnneededStage
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject)
    {
        var used = subject.Dockerfile.Stages.SelectMany(stage => stage.Needs).Concat(subject.Needed).ToHashSet();
        var last = subject.Needed.Max(stage => stage.Index);
        return subject
            .Dockerfile.Stages.Where(stage => !used.Contains(stage))
            .Where(stage =>
                subject.IsLegacy ? stage.Index < last : stage.Name is null && stage != subject.Dockerfile.Stages[^1]
            )
            .Select(stage => new DockerAdvice
            {
                Code = "DLC0608",
                File = subject.Dockerfile.Path,
                Line = stage.Line,
                Message = subject.IsLegacy
                    ? $"begins the stage {stage.Id}, which this target does not need, and the legacy builder builds it all the same."
                    : "begins a stage without a name of its own that no other one needs: nothing can ever build it.",
                Suggestion = subject.IsLegacy
                    ? "Move it below the target, or name the target in Target and the stage behind it."
                    : "Remove it, or name it with AS.",
            });
    }
}
