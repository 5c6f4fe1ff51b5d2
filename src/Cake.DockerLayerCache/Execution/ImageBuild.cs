using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Builds the image, and the images of stages that are published.</summary>
internal sealed class ImageBuild(IDocker docker, EngineFacts facts, RunState state, RunLog log)
{
    public StepFailure? Build(BuildStep step)
    {
        var outcome = Process("").Run(step.Without(state.AbsentCaches.ContainsKey));
        Note(outcome.Trace);
        NoteExports(outcome.Trace, step.Export);
        NotePushed(outcome, step.Pushed);
        if (step.Pushed.Count > 0)
        {
            state.Digest = outcome.Digest;
        }

        return outcome.Succeeded ? null : new StepFailure(step, outcome.Message, outcome.Trace);
    }

    public StepFailure? BuildStage(BuildStageStep step)
    {
        var outcome = Process($"{step.Cache.Stage.Id} ").Run(step.Without(state.AbsentCaches.ContainsKey));
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

        return log.NotInPlace(
            step.Cache.Reference,
            step.Cache.Named,
            new StepFailure(step, outcome.Message, outcome.Trace)
        );
    }

    private void Note(BuildTrace trace)
    {
        state.Traces.Enqueue(trace);
        foreach (var found in trace.Imports.Where(import => import.Found))
        {
            state.SourcesFound.TryAdd(found.Reference, 0);
        }

        log.CachesUnread(trace.Imports.Where(import => !import.Found));
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
            outcome.Succeeded || outcome.Trace.Pushed.Contains(reference.ToString(), StringComparer.Ordinal)
        );
        foreach (var reference in pushed)
        {
            state.InPlace.TryAdd(reference, 0);
        }
    }

    private BuildProcess Process(string prefix) => new(docker, facts, line => log.Note("{0}{1}", prefix, line));
}
