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
    public void Make(CacheImageStep step)
    {
        var first = step.Cache.Chain.FirstNotReused(
            step.Cache.Chain.Stages.SelectMany(stage => lines.FirstSeen(stage, state.Traces))
                .Select(seen => (lines.InstructionOf(seen), seen))
        );
        if (!IsToBeMade(step, first))
        {
            return;
        }

        var tags = step.TagsFrom(first);
        log.Note("Keeping the layers of {0} as {1}.", step.Built, string.Join(", ", tags));
        foreach (var command in step.Commands(tags))
        {
            var message = state.Timed(TracedWork.WritingCache, () => Run(command, step));
            if (message is not null)
            {
                log.Warn(RunProblems.CacheNotWritten($"{step.Cache.Newest}", message));
                return;
            }
        }

        state.InPlace.TryAdd(step.Cache.Newest, null);
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

        var found = step.Cache.AllNewest.FirstOrDefault(newest => state.SourcesFound.ContainsKey($"{newest}"));
        if (found is null || BuilderHadCache())
        {
            return true;
        }

        log.Unchanged(found, step.Cache.Chain.Stage);
        return false;
    }

    private bool BuilderHadCache() =>
        state.OldestInBuilder is { } oldest
        && state.Traces.All(trace => trace.Started is not { } began || oldest < began);

    /// <summary>What docker says where it fails; null where it does not.</summary>
    private string? Run(DockerCommand command, CacheImageStep step)
    {
        if (!command.IsBuild)
        {
            var answer = docker.Run(command);
            return answer.Succeeded ? null : answer.Message;
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
        return outcome.Succeeded ? null : outcome.Message;
    }
}
