using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Runs a plan: phase after phase, the steps of a phase side by side.</summary>
internal sealed class PlanRunner(IDocker docker, EngineFacts facts, ICakeLog log, StepLines lines)
{
    private readonly RunState state = new();

    public RunState Run(BuildPlan plan)
    {
        foreach (var phase in plan.Phases)
        {
            var failures = Concurrently
                .Run([.. phase.Steps.Select(step => (Func<StepFailure?>)(() => Run(step)))])
                .OfType<StepFailure>()
                .ToList();
            if (failures.Count > 0)
            {
                throw failures[0].ToProblem(plan, state, lines, failures);
            }
        }

        return state;
    }

    private StepFailure? Run(PlanStep step) =>
        step switch
        {
            PullStep pull => Pull(pull),
            InspectStep inspect => Inspect(inspect),
            ListLocalStep list => ListLocal(list),
            BuildStep build => Build(build),
            BuildStageStep stage => BuildStage(stage),
            TagStageStep tag => TagStage(tag),
            PushStep push => Push(push),
            _ => throw new InvalidOperationException($"no way to run {step.GetType().Name}"),
        };

    private StepFailure? Pull(PullStep step)
    {
        var answer = docker.Run(step.Command);
        if (answer.Succeeded)
        {
            state.SourcesFound.TryAdd(step.Reference, 0);
            log.Information("Pulled the cache {0}.", step.Reference);
        }
        else
        {
            NoteUnreadable(step.Reference, answer.Message);
        }

        return null;
    }

    private StepFailure? Inspect(InspectStep step)
    {
        // It fails where some are absent, and tells of the others all the same.
        foreach (var words in docker.Run(step.Command).Output.Select(line => line.Split(' ')))
        {
            foreach (var reference in words.Skip(1))
            {
                state.PulledImages[reference] = words[0];
            }
        }

        return null;
    }

    private StepFailure? ListLocal(ListLocalStep step)
    {
        state.BuiltHereBefore = docker.Run(step.Command).Output.Count > 0;
        return null;
    }

    private StepFailure? Build(BuildStep step)
    {
        var outcome = Process("").Run(step.Command);
        state.Traces.Enqueue(outcome.Trace);
        NoteImports(outcome.Trace);
        NoteExports(outcome.Trace, step.Export);
        if (!outcome.Succeeded)
        {
            return new StepFailure(step, outcome, outcome.Message);
        }

        state.Digest = step.Pushed.Count > 0 ? outcome.Digest : null;
        foreach (var reference in step.Pushed)
        {
            state.Pushed.TryAdd(reference, 0);
        }

        return null;
    }

    private StepFailure? BuildStage(BuildStageStep step)
    {
        if (step.OnlyIfStale && !IsStale(step.Cache))
        {
            return Keep(step.Cache);
        }

        var outcome = Process($"{step.Cache.Stage.Id} ").Run(step.Command);
        state.Traces.Enqueue(outcome.Trace);
        NoteExports(outcome.Trace, step.Export);
        if (outcome.Succeeded)
        {
            state.NewStages.TryAdd(step.Cache, 0);
            if (step.Pushes)
            {
                state.Pushed.TryAdd(step.Cache.Reference, 0);
            }

            return null;
        }

        return Failed(step, step.Cache, outcome.Message, outcome);
    }

    private StepFailure? TagStage(TagStageStep step)
    {
        var image = state
            .Traces.Select(trace => trace.StageImages.GetValueOrDefault(step.Cache.Stage.Index))
            .FirstOrDefault(id => id is not null);
        if (image is null)
        {
            return Failed(step, step.Cache, "the build did not tell the stage's image", null);
        }

        // One that could not be pulled is from an earlier build here, and the registry may lack it.
        if (
            state.SourcesFound.ContainsKey(step.Cache.Reference.ToString())
            && state.PulledImages.TryGetValue(step.Cache.Reference.Familiar, out var pulled)
            && pulled.Replace("sha256:", "", StringComparison.Ordinal).StartsWith(image, StringComparison.Ordinal)
        )
        {
            return Keep(step.Cache);
        }

        var answer = docker.Run(
            DockerCommand.Of([.. step.Command.Arguments.Select(a => a == TagStageStep.ImageId ? image : a)])
        );
        if (!answer.Succeeded)
        {
            return Failed(step, step.Cache, answer.Message, null);
        }

        state.NewStages.TryAdd(step.Cache, 0);
        return null;
    }

    private StepFailure? Push(PushStep step)
    {
        if (step.StageOf is not null && !state.NewStages.ContainsKey(step.StageOf))
        {
            return null;
        }

        var answer = docker.Run(step.Command);
        if (answer.Succeeded)
        {
            state.Pushed.TryAdd(step.Reference, 0);
            log.Information("Pushed {0}.", step.Reference);
            if (step.StageOf is null)
            {
                state.Digest = PushOutput.Digest(answer.Output) ?? state.Digest;
            }

            return null;
        }

        if (step.Required)
        {
            return new StepFailure(step, null, answer.Message);
        }

        Warn(RunProblems.CacheNotWritten(step.Reference.ToString(), answer.Message));
        return null;
    }

    /// <summary>Whether a stage's image has to be made anew for the next build to hit.</summary>
    private bool IsStale(StageCache cache)
    {
        var reference = cache.Reference.ToString();
        if (state.BuiltHereBefore || !state.SourcesFound.ContainsKey(reference))
        {
            return true;
        }

        return StageSelection
            .WithBases(cache.Stage)
            .Any(stage => state.Traces.Any(trace => lines.StepsOf(stage, trace).Any(step => !step.Cached)));
    }

    private StepFailure? Keep(StageCache cache)
    {
        state.Unchanged.TryAdd(cache, 0);
        log.Information("{0} stands unchanged as the cache of {1}.", cache.Reference, cache.Stage.Describe());
        return null;
    }

    private StepFailure? Failed(PlanStep step, StageCache cache, string message, BuildOutcome? outcome)
    {
        if (cache.Named)
        {
            return new StepFailure(step, outcome, message);
        }

        Warn(RunProblems.CacheNotWritten(cache.Reference.ToString(), message));
        return null;
    }

    private void NoteImports(BuildTrace trace)
    {
        foreach (var import in trace.Imports)
        {
            if (import.Found)
            {
                state.SourcesFound.TryAdd(import.Reference, 0);
            }
            else
            {
                NoteUnreadable(import.Reference, import.Error ?? "");
            }
        }
    }

    // BuildKit tells the kind of a cache that it exports, and not its place.
    private void NoteExports(BuildTrace trace, ImageReference? place)
    {
        foreach (var export in trace.Exports.Where(export => export.Error is not null))
        {
            Warn(RunProblems.CacheNotWritten(place?.ToString() ?? export.Kind, export.Error!));
        }
    }

    private void NoteUnreadable(string reference, string message)
    {
        if (DockerMessage.SaysNotFound(message))
        {
            log.Information("There is no cache {0} yet.", reference);
        }
        else
        {
            Warn(RunProblems.CacheUnreadable(reference, message));
        }
    }

    private void Warn(string warning)
    {
        state.Warnings.Enqueue(warning);
        log.Warning("{0}", warning);
    }

    private BuildProcess Process(string prefix) => new(docker, facts, line => log.Information("{0}{1}", prefix, line));
}
