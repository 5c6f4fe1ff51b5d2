using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Execution;

/// <summary>Tells a person what becomes of the plan, and keeps the warnings for the result.</summary>
internal sealed class RunLog(WatchedLog log, RunState state)
{
    /// <summary>Has a person see what runs, until what is returned is disposed of.</summary>
    public IDisposable Watch(Func<IReadOnlyList<string>> running) => log.Watch(running);

    public void Note(string format, params object[] values) => log.Information(format, values);

    public void Detail(string format, params object[] values) => log.Verbose(format, values);

    public void Unchanged(ImageReference reference, Stage stage)
    {
        state.InPlace.TryAdd(reference, null);
        Note("{0} stands unchanged as the cache of {1}.", reference, stage.Describe());
    }

    public void Warn(string warning)
    {
        state.Warnings.Enqueue(warning);
        log.Warning("{0}", warning);
    }

    /// <summary>What could not be put in place fails the build only where it has to be there; a mere cache is a warning.</summary>
    public StepFailure? NotInPlace(ImageReference reference, bool required, StepFailure failure)
    {
        if (required)
        {
            return failure;
        }

        Warn(RunProblems.CacheNotWritten(reference.ToString(), failure.Message));
        return null;
    }

    /// <summary>A cache that is not there yet is the normal case of a first build; any other failure is a warning.</summary>
    public void CachesUnread(IEnumerable<TracedImport> imports)
    {
        var absent = new List<string>();
        var dispensable = new List<string>();
        var perhaps = new List<string>();
        foreach (var import in imports)
        {
            // The next build of the run does not find it either.
            if (!state.SourcesUnread.TryAdd(import.Reference, import.Error ?? ""))
            {
                continue;
            }

            if (DockerFailure.Of(import.Error ?? "").IsAbsence)
            {
                (state.Dispensable.Contains(import.Reference, StringComparer.Ordinal) ? dispensable : absent).Add(
                    import.Reference
                );
            }
            else if (FailureTable.SpeaksOfUnknownRepository(import.Error ?? ""))
            {
                perhaps.Add(import.Reference);
            }
            else
            {
                Warn(RunProblems.CacheUnreadable(import.Reference, import.Error ?? ""));
            }
        }

        Tell(Note, "There is no cache yet at {0}.", absent);
        Tell(Detail, "No build has gone on from the breakpoint of {0} yet.", dispensable);
        Tell(Note, "There is no cache yet at {0}, or none that this login may read.", perhaps);
    }

    private static void Tell(Action<string, object[]> log, string format, List<string> references)
    {
        if (references.Count > 0)
        {
            log(format, [string.Join(", ", references)]);
        }
    }
}
