using Cake.Core.IO;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Runs a plan: phase after phase, the steps of a phase side by side.</summary>
internal sealed class PlanRunner
{
    private readonly RunState state = new();
    private readonly StepLines lines;
    private readonly CacheLookup lookup;
    private readonly ImageBuild build;
    private readonly CacheImages caches;
    private readonly Publication publication;
    private readonly FolderRotation rotations;
    private readonly CallEnd end;
    private readonly Action<IReadOnlyList<BuildTrace>> onStepsDone;

    public PlanRunner(
        IDocker docker,
        CallEnd end,
        RunLimits limits,
        EngineFacts facts,
        IFileSystem fileSystem,
        WatchedLog log,
        StepLines lines,
        Action<IReadOnlyList<BuildTrace>> onStepsDone,
        Action<ImageReference, string> onPushed
    )
    {
        this.lines = lines;
        this.end = end;
        this.onStepsDone = onStepsDone;
        var runLog = new RunLog(log, state);
        var retry = new Retry(limits, line => runLog.Note("{0}", line), end);
        var retrying = new RetryingDocker(docker, retry);
        lookup = new CacheLookup(new RetryingDocker(docker, retry.ForOptional()), state, runLog);
        build = new ImageBuild(docker, retry, facts, state, runLog, onStepsDone, onPushed);
        caches = new CacheImages(retrying, retry, facts, state, runLog, lines);
        publication = new Publication(retrying, state, runLog, onPushed);
        rotations = new FolderRotation(fileSystem, runLog);
    }

    public RunState Run(BuildPlan plan)
    {
        state.Dispensable = [.. plan.Sources.Where(source => source.OfBreakpoint).Select(source => source.Reference)];
        var lastWithSteps = plan.Phases.Last(phase => phase.Steps.Any(RunsSteps));
        foreach (var phase in plan.Phases)
        {
            var failures = Concurrently
                .Run([.. phase.Steps.Select(step => (Func<StepFailure?>)(() => Run(step)))])
                .OfType<StepFailure>()
                .ToList();
            ThrowIfEnded(plan);
            if (failures.Count > 0)
            {
                throw Problem(plan, failures);
            }

            if (phase == lastWithSteps)
            {
                onStepsDone([.. state.Traces]);
            }
        }

        return state;

        // A stage that the image is made of was built with it.
        bool RunsSteps(PlanStep step) =>
            step is BuildStep || (step is BuildStageStep stage && !plan.Stages.Contains(stage.Cache.Stage));
    }

    private void ThrowIfEnded(BuildPlan plan)
    {
        if (end.IsEarly)
        {
            throw RunProblems.Ended(end, InPlace(plan), Missing(plan));
        }
    }

    private IEnumerable<ImageReference> InPlace(BuildPlan plan) => plan.Published.Where(state.InPlace.ContainsKey);

    private IEnumerable<ImageReference> Missing(BuildPlan plan) => plan.Published.Except(state.InPlace.Keys);

    private StepFailure? Run(PlanStep step)
    {
        switch (step)
        {
            case PullStep pull:
                lookup.Pull(pull);
                return null;
            case FindCacheStep find:
                lookup.Find(find);
                return null;
            case InspectStep inspect:
                lookup.Inspect(inspect);
                return null;
            case BuilderCacheStep question:
                lookup.LookIntoBuilder(question);
                return null;
            case RotateStep rotation:
                rotations.Make(rotation);
                return null;
            case BuildStep image:
                return build.Build(image);
            case BuildStageStep stage:
                return build.BuildStage(stage);
            case TagStageStep tag:
                return publication.TagStage(tag);
            case CacheImageStep cache:
                caches.Make(cache);
                return null;
            case PushStep push:
                return publication.Push(push);
            default:
                throw new InvalidOperationException($"no way to run {step.GetType().Name}");
        }
    }

    private DockerLayerCacheException Problem(BuildPlan plan, List<StepFailure> failures)
    {
        var first = failures[0];
        if (first.IsPush)
        {
            return RunProblems.PushFailed(
                InPlace(plan),
                Missing(plan),
                string.Join(Environment.NewLine, failures.Select(failure => failure.Message))
            );
        }

        // Those that ran beside the one that failed were stopped.
        var failed = first
            .Trace?.Steps.Where(step => step.Error is not null)
            .MinBy(step => Vertex.IsOthers(step.Error));
        return first.Trace is null
            ? RunProblems.CommandFailed(
                first.Step is CommandStep single ? $"{single.Command}" : first.Step.ToLines().First(),
                first.Message
            )
            : RunProblems.BuildFailed(
                first.Step.Built,
                failed is null ? null : lines.Describe(failed),
                first.Message,
                first.TornContext
            );
    }
}
