using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Builds the image, and the images of stages that are published.</summary>
/// <param name="docker">Runs docker.</param>
/// <param name="retry">Runs it again.</param>
/// <param name="facts">What the engine can do.</param>
/// <param name="state">Takes what a build has shown.</param>
/// <param name="log">Takes what a person sees.</param>
/// <param name="onStepsDone">
/// Is told what the builds have shown when no step of the image's own build runs any more, before the image and the cache
/// are exported, where the builder tells.
/// </param>
/// <param name="onPushed">Is told what has been pushed, and as what, as soon as the builder tells.</param>
internal sealed class ImageBuild(
    IDocker docker,
    Retry retry,
    EngineFacts facts,
    RunState state,
    RunLog log,
    Action<IReadOnlyList<BuildTrace>> onStepsDone,
    Action<ImageReference, string> onPushed
)
{
    private const string CacheFrom = "--cache-from";

    public StepFailure? Build(BuildStep step)
    {
        var outcome = Run("", step);
        Note(outcome.Trace);
        NoteExports(outcome.Trace, step.Export);
        NotePushed(outcome, step.Pushed);
        if (step.Pushed.Count > 0)
        {
            state.Digest = outcome.Digest;
        }

        return outcome.Succeeded ? null : Failed(step, outcome);
    }

    public StepFailure? BuildStage(BuildStageStep step)
    {
        var outcome = Run($"{step.Cache.Stage.Id} ", step);
        state.Traces.Enqueue(outcome.Trace);
        NoteExports(outcome.Trace, step.Export);
        if (step.Pushes)
        {
            NotePushed(outcome, [step.Cache.Reference]);
        }

        if (outcome.Succeeded)
        {
            state.NewStages.TryAdd(step.Cache, 0);
            return null;
        }

        return log.NotInPlace(step.Cache.Reference, step.Cache.Named, Failed(step, outcome));
    }

    private StepFailure Failed(BuildingStep step, BuildOutcome outcome) =>
        new(step, outcome.Message, outcome.Trace)
        {
            TornContext = facts.Builder != BuilderKind.Legacy && outcome.Failure?.Kind == FailureKind.EngineGone,
        };

    private void Note(BuildTrace trace)
    {
        state.Traces.Enqueue(trace);
        // What an earlier build here did not find, and this one does, is what that one has left in the engine's store.
        foreach (
            var found in trace.Imports.Where(import =>
                import.Found && !state.SourcesUnread.ContainsKey(import.Reference)
            )
        )
        {
            state.SourcesFound.TryAdd(found.Reference, 0);
        }

        log.CachesUnread(trace.Imports.Where(import => !import.Found));
        if (trace.LostLayers.Count > 0)
        {
            log.Warn(RunProblems.LayersLost(state.SourcesFound.Keys, trace.LostLayers));
        }
    }

    // BuildKit tells the kind of a cache that it exports, and not its place.
    private void NoteExports(BuildTrace trace, string? place)
    {
        foreach (var export in trace.Exports.Where(export => export.Error is not null))
        {
            log.Warn(RunProblems.CacheNotWritten(place ?? export.Kind, export.Error!));
        }
    }

    private void NotePushed(BuildOutcome outcome, IEnumerable<ImageReference> wanted)
    {
        var pushed = wanted.Where(reference =>
            outcome.Succeeded || outcome.Trace.Pushed.Contains(reference.Familiar, StringComparer.Ordinal)
        );
        foreach (var reference in pushed)
        {
            state.InPlace.TryAdd(reference, outcome.Digest);
        }
    }

    private BuildOutcome Run(string prefix, BuildingStep step)
    {
        var command = step.Reading(state.IsCacheThere);
        var outcome = Tried(prefix, step, command, earlier: null);
        var uncached = command.WithoutOption(CacheFrom);
        if (outcome is not { Failure.MayBeOfCache: true, Trace.PushError: null } || uncached == command)
        {
            return outcome;
        }

        var broken = outcome.Trace.Imports.Where(import => import.Found).ToList();
        log.Warn(RunProblems.CacheBroken(broken.Select(import => import.Reference), outcome.Message));
        var unread = broken.Select(import => import with { Found = false, Error = outcome.Message });
        return Tried(
            prefix,
            step,
            uncached,
            outcome.Trace with
            {
                Imports = [.. unread, .. outcome.Trace.Imports.Except(broken)],
            }
        );
    }

    private BuildOutcome Tried(string prefix, BuildingStep step, DockerCommand command, BuildTrace? earlier) =>
        retry.Run(
            $"building {step.Built}",
            () =>
            {
                var outcome = Once(prefix, step, command);
                var trace = earlier is null ? outcome.Trace : outcome.Trace.Following(earlier);
                earlier = trace;
                return outcome with { Trace = trace };
            },
            outcome => outcome.Failure
        );

    private BuildOutcome Once(string prefix, BuildingStep step, DockerCommand command)
    {
        var begun = state.Clock.Elapsed;
        var process = new BuildProcess(docker, facts, line => log.Note("{0}{1}", prefix, line), log.Watch)
        {
            OnStepsDone = step is BuildStep { Export: not null }
                ? trace => onStepsDone([.. state.Traces, trace])
                : null,
            OnPushed = (name, digest) =>
            {
                if (step.Publishes.FirstOrDefault(reference => reference.Familiar == name) is { } pushed)
                {
                    onPushed(pushed, digest);
                }
            },
        };
        var outcome = process.Run(command);
        return outcome with { Trace = outcome.Trace with { Offset = begun } };
    }
}
