using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Makes the cache images that the next build would miss.</summary>
internal sealed class CacheImages(
    IDocker docker,
    Retry retry,
    EngineFacts facts,
    RunState state,
    RunLog log,
    StepLines lines
)
{
    public StepFailure? Make(CacheImageStep step)
    {
        var first = step.Cache.Chain.FirstNotReused(
            step.Cache.Chain.Stages.SelectMany(stage => lines.FirstSeen(stage, state.Traces))
                .Select(seen => (lines.InstructionOf(seen), seen))
        );
        if (!IsToBeMade(step, first))
        {
            return null;
        }

        var tags = step.TagsFrom(first);
        log.Note("Keeping the layers of {0} as {1}.", step.Built, string.Join(", ", tags));
        string? digest = null;
        foreach (var command in step.Commands(tags))
        {
            (var message, var trace, digest) = state.Timed(TracedWork.WritingCache, () => Run(command, step));
            if (message is not null)
            {
                return log.NotInPlace(
                    step.Cache.Newest,
                    step.Cache.Required,
                    new StepFailure(step, message, trace) { Pushing = !command.IsBuild }
                );
            }
        }

        state.InPlace.TryAdd(step.Cache.Newest, digest);
        return null;
    }

    private bool IsToBeMade(CacheImageStep step, Breakpoint? first)
    {
        if (step.When == CacheImageCondition.StepRan)
        {
            return first is not null;
        }

        if (first is not null)
        {
            return false;
        }

        // A stage that is published has to be there under this run's own name.
        var found = (step.Cache.Required ? [step.Cache.Newest] : step.Cache.AllNewest)
            .Where(newest => state.SourcesFound.ContainsKey(newest.ToString()))
            .ToList();
        if (found.Count == 0 || BuilderHadCache())
        {
            return true;
        }

        log.Unchanged(found[0], step.Cache.Chain.Stage);
        return false;
    }

    private bool BuilderHadCache() =>
        state.OldestInBuilder is { } oldest
        && state.Traces.All(trace => trace.Started is not { } began || oldest < began);

    private (string? Failure, BuildTrace? Trace, string? Digest) Run(DockerCommand command, CacheImageStep step)
    {
        if (!command.IsBuild)
        {
            var answer = docker.Run(command);
            return (answer.Succeeded ? null : answer.Message, null, PushOutput.Digest(answer.Output));
        }

        // Where several are made side by side, their lines would mingle.
        var process = new BuildProcess(
            docker,
            facts,
            line => log.Detail("{0} {1}", step.Cache.Chain.Stage.Id, line),
            log.Watch
        );
        var outcome = retry.Run(
            $"keeping the layers of {step.Built}",
            () => process.Run(command),
            each => each.Failure
        );
        return (outcome.Succeeded ? null : outcome.Message, outcome.Trace, outcome.Digest);
    }
}
