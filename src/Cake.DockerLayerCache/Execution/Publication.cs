using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Names and pushes what stands in the local store.</summary>
internal sealed class Publication(IDocker docker, RunState state, RunLog log, Action<ImageReference, string> onPushed)
{
    public StepFailure? TagStage(TagStageStep step)
    {
        var cache = step.Cache;
        if (BuiltImage(cache) is not { } image)
        {
            return NotTagged("the build did not tell the stage's image");
        }

        if (IsPulled(cache, image))
        {
            log.Unchanged(cache.Reference, cache.Stage);
            return null;
        }

        var answer = docker.Run(step.For(image));
        if (!answer.Succeeded)
        {
            return NotTagged(answer.Message);
        }

        state.NewStages.TryAdd(cache, 0);
        return null;

        StepFailure? NotTagged(string message) =>
            log.NotInPlace(cache.Reference, cache.Named, new StepFailure(step, message));
    }

    public StepFailure? Push(PushStep step)
    {
        if (step.StageOf is not null && !state.NewStages.ContainsKey(step.StageOf))
        {
            return null;
        }

        var answer = state.Timed(
            step.Required ? TracedWork.Pushing : TracedWork.WritingCache,
            () => docker.Run(step.Command)
        );
        if (!answer.Succeeded)
        {
            return log.NotInPlace(step.Reference, step.Required, new StepFailure(step, answer.Message));
        }

        var digest = PushOutput.Digest(answer.Output);
        state.InPlace.TryAdd(step.Reference, digest);
        log.Note("Pushed {0}.", step.Reference);
        if (step.Required && digest is not null)
        {
            onPushed(step.Reference, digest);
        }

        if (step is { Required: true, StageOf: null })
        {
            state.Digest = digest ?? state.Digest;
        }

        return null;
    }

    private string? BuiltImage(StageCache cache) =>
        state
            .Traces.Select(trace => trace.StageImages.GetValueOrDefault(cache.Stage.Index))
            .FirstOrDefault(id => id is not null);

    // One that could not be pulled is from an earlier build here, and the registry may lack it.
    private bool IsPulled(StageCache cache, string image) =>
        state.SourcesFound.ContainsKey(cache.Reference.ToString())
        && state.PulledImages.TryGetValue(cache.Reference.Familiar, out var pulled)
        && pulled.Replace("sha256:", "", StringComparison.Ordinal).StartsWith(image, StringComparison.Ordinal);
}
