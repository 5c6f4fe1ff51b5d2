using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Execution;

/// <summary>A step that failed and must not; where it built something, with what the build showed.</summary>
internal sealed record StepFailure(PlanStep Step, BuildOutcome? Outcome, string Message)
{
    /// <summary>What to tell the user of it, and of <paramref name="all"/> that failed beside it.</summary>
    public DockerLayerCacheException ToProblem(
        BuildPlan plan,
        RunState state,
        StepLines lines,
        IReadOnlyList<StepFailure> all
    )
    {
        if (Step is PushStep || Outcome?.Trace.PushError is not null)
        {
            var byBuild = all.SelectMany(failure => failure.Outcome?.Trace.Pushed ?? [])
                .ToHashSet(StringComparer.Ordinal);
            var pushed = Wanted(plan, state)
                .ToLookup(reference => state.Pushed.ContainsKey(reference) || byBuild.Contains(reference.ToString()));
            return RunProblems.PushFailed(
                pushed[true],
                pushed[false],
                string.Join(Environment.NewLine, all.Select(failure => failure.Message))
            );
        }

        var failed = Outcome?.Trace.Steps.FirstOrDefault(step => step.Error is not null);
        return Outcome is null
            ? RunProblems.CommandFailed(Step.Command.ToString(), Message)
            : RunProblems.BuildFailed(
                Step is BuildStageStep stage ? stage.Cache.Stage.Describe() : "the image",
                failed is null ? null : lines.Describe(failed),
                Message
            );
    }

    /// <summary>All that the run has to push, in its order; a stage's image that stands unchanged is not of it.</summary>
    private static IEnumerable<ImageReference> Wanted(BuildPlan plan, RunState state)
    {
        return plan
            .Phases.SelectMany(phase => phase.Steps)
            .SelectMany(step =>
                step switch
                {
                    PushStep { Required: true } push => Of(push.StageOf, push.Reference),
                    BuildStageStep { Pushes: true, Cache.Named: true } stage => Of(stage.Cache, stage.Cache.Reference),
                    BuildStep build => build.Pushed,
                    _ => [],
                }
            );

        IReadOnlyList<ImageReference> Of(StageCache? stage, ImageReference reference) =>
            stage is not null && state.Unchanged.ContainsKey(stage) ? [] : [reference];
    }
}
