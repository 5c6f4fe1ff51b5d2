using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>
/// Leaves the record for the next build, once: as soon as no step runs any more, beside the export and the pushes.
/// </summary>
internal sealed class RecordWriting(
    RecordKeeping records,
    Dockerfile dockerfile,
    StepLines lines,
    ImageReference? place
)
{
    private Task<string?>? writing;

    /// <summary>Begins to write what the builds have shown so far; nothing where that has been begun.</summary>
    public void Begin(IReadOnlyCollection<BuildTrace> traces, TimeSpan duration) =>
        writing ??= place is null ? Task.FromResult<string?>(null) : Task.Run(() => Write(traces, duration, place));

    /// <summary>What went wrong, when it is done.</summary>
    public IEnumerable<string> Warnings =>
        writing?.GetAwaiter().GetResult() is { } problem ? [RunProblems.RecordNotWritten($"{place}", problem)] : [];

    private string? Write(IReadOnlyCollection<BuildTrace> traces, TimeSpan duration, ImageReference where)
    {
        var outcome = new RecordOutcome(dockerfile, lines, traces, records.Before);
        var record = outcome.WithHistory(outcome.Of(records.Inputs), duration);
        // A build that reused everything has nothing new to tell, and would take longer by it.
        return
            record.History[^1] is { Cached: var cached, Steps: var steps }
            && cached == steps
            && records.Before is not null
            ? null
            : records.Write(record, where);
    }
}
