using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Finds out, before the build, which caches there are.</summary>
internal sealed class CacheLookup(IDocker docker, RunState state, RunLog log)
{
    public void Pull(PullStep step)
    {
        var unread = new List<TracedImport>();
        foreach (var reference in step.References)
        {
            var answer = state.Timed(TracedWork.ReadingCache, () => docker.Run(DockerCommand.Pull(reference)));
            if (answer.Succeeded)
            {
                state.SourcesFound.TryAdd(reference, 0);
                log.Note("Pulled the cache {0}.", reference);
                break;
            }

            unread.Add(new TracedImport(reference, Found: false, answer.Message));
        }

        log.CachesUnread(unread);
    }

    public void Find(FindCacheStep step)
    {
        var answer = state.Timed(TracedWork.ReadingCache, () => docker.Run(step.Command));
        if (answer.Failure is not { } failure)
        {
            return;
        }

        // What docker's command line does not reach, the builder may.
        state.CachesNotFound[step.Reference] = failure.IsOfConnection ? null : false;
        if (!failure.IsOfConnection)
        {
            log.CachesUnread([new TracedImport($"{step.Reference}", Found: false, answer.Message)]);
        }
    }

    public void Inspect(InspectStep step)
    {
        // It fails where some are absent, and tells of the others all the same.
        foreach (var words in docker.Run(step.Command).Output.Select(line => line.Split(' ')))
        {
            foreach (var reference in words.Skip(1))
            {
                state.PulledImages[reference] = words[0];
            }
        }
    }

    public void LookIntoBuilder(BuilderCacheStep step)
    {
        var answer = docker.Run(step.Command);
        state.OldestInBuilder = answer.Succeeded ? BuilderCacheList.Oldest(answer.Output) : DateTimeOffset.MinValue;
    }
}
