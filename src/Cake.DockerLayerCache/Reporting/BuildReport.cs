using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Turns what a run left into the result a user gets.</summary>
internal static class BuildReport
{
    public static DockerBuildResult For(
        BuildRequest request,
        BuildPlan plan,
        Dockerfile dockerfile,
        RunState run,
        TimeSpan duration
    )
    {
        var lines = new StepLines(dockerfile);
        var target = plan.Stages[^1];
        List<DockerBuildStage> stages =
        [
            .. dockerfile
                .Stages.Where(stage => stage != target)
                .Append(target)
                .Select(stage => (stage, steps: lines.FirstSeen(stage, run.Traces)))
                .Where(seen => seen.steps.Count > 0 || plan.Stages.Contains(seen.stage))
                .Select(seen =>
                    Stage(seen.stage, seen.steps, lines) with
                    {
                        Image = plan.StageImages.GetValueOrDefault(seen.stage)?.ToString(),
                    }
                ),
        ];
        return new DockerBuildResult
        {
            Image = request.Image.Value,
            Tags = [.. request.Tags.Select(tag => tag.Value)],
            Digest = run.Digest,
            Strategy = plan.Strategy,
            Reason = plan.Reason,
            Stages = stages,
            Duration = duration,
            Warnings = [.. plan.Warnings, .. run.Warnings, .. ColdCache.Warnings(stages, run)],
        };
    }

    private static DockerBuildStage Stage(Stage stage, IReadOnlyList<TracedStep> steps, StepLines lines) =>
        new()
        {
            Name = stage.Id,
            Steps = steps.Count,
            CachedSteps = steps.Count(step => step.Cached),
            Duration = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Duration),
            FirstMissedStep = steps
                .Where(step => !step.Cached)
                .OrderBy(step => step.Number)
                .Select(step => new DockerBuildStep
                {
                    Instruction = step.Instruction,
                    Line = lines.LineOf(step),
                    Cached = step.Cached,
                    Duration = step.Duration,
                })
                .FirstOrDefault(),
        };
}
