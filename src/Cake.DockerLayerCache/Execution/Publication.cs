using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Names and pushes what stands in the local store.</summary>
internal sealed class Publication(IDocker docker, RunState state, RunLog log)
{
    public StepFailure? TagStage(TagStageStep step)
    {
        var cache = step.Cache;
        if (BuiltImage(cache) is not { } image)
        {
            return Failed(step, cache.Named, cache.Reference.ToString(), "the build did not tell the stage's image");
        }

        if (IsPulled(cache, image))
        {
            log.Unchanged(cache.Reference, cache.Stage);
            return null;
        }

        var answer = docker.Run(step.For(image));
        if (answer.Succeeded)
        {
            state.NewStages.TryAdd(cache, 0);
            return null;
        }

        return Failed(step, cache.Named, cache.Reference.ToString(), answer.Message);
    }

    public StepFailure? Push(PushStep step)
    {
        if (step.StageOf is not null && !state.NewStages.ContainsKey(step.StageOf))
        {
            return null;
        }

        var answer = docker.Run(step.Command);
        if (!answer.Succeeded)
        {
            return Failed(step, step.Required, step.Reference.ToString(), answer.Message);
        }

        state.InPlace.TryAdd(step.Reference, 0);
        log.Note("Pushed {0}.", step.Reference);
        if (step.StageOf is null)
        {
            state.Digest = PushOutput.Digest(answer.Output) ?? state.Digest;
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

    private StepFailure? Failed(PlanStep step, bool required, string reference, string message)
    {
        if (required)
        {
            return new StepFailure(step, message);
        }

        log.Warn(RunProblems.CacheNotWritten(reference, message));
        return null;
    }
}
