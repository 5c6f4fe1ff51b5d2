namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>One node of BuildKit's build graph, as far as its progress has told.</summary>
internal sealed class Vertex
{
    private const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache to ";

    private bool reportedCached;
    private bool fetched;

    /// <summary>The number a person sees in front of its lines; 0 until there is one.</summary>
    public int Number { get; set; }

    public string Name { get; set; } = "";

    /// <summary>
    /// Whether its result was reused. BuildKit starts a cached vertex once more to fetch its layers when somebody
    /// needs them, and then no longer calls it cached; one that starts again and fetches nothing has really run.
    /// </summary>
    public bool Cached => reportedCached && (LastReportedCached || fetched);

    public bool LastReportedCached
    {
        get;
        set
        {
            field = value;
            reportedCached |= value;
        }
    }

    /// <summary>Whether a person has been told of its end.</summary>
    public bool EndShown { get; set; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Completed { get; set; }

    /// <summary>The time it ran in earlier starts: BuildKit may start and complete a vertex more than once.</summary>
    public TimeSpan Duration { get; set; }

    public string? Error { get; set; }

    public void NoteStatus(string id) =>
        fetched |=
            id.StartsWith("sha256:", StringComparison.Ordinal)
            || id.StartsWith("extracting ", StringComparison.Ordinal);

    public TracedImport? AsImport() =>
        Name.StartsWith(Import, StringComparison.Ordinal)
            ? new TracedImport(Name[Import.Length..].Trim(), Error is null, Error)
            : null;

    public TracedExport? AsExport() =>
        Name.StartsWith(Export, StringComparison.Ordinal)
            ? new TracedExport(Name[Export.Length..].Trim(), Error)
            : null;

    public TracedStep? AsStep(bool buildSucceeded)
    {
        if (StepName.Parse(Name) is not { IsFrom: false } step)
        {
            return null;
        }

        // What never ran in a build that succeeded was not needed: its result came out of a cache.
        var reused = Cached || (buildSucceeded && Started is null);
        return new TracedStep(
            step.Stage,
            step.Number,
            step.Total,
            step.Instruction,
            reused,
            reused ? TimeSpan.Zero : Duration,
            Error
        );
    }
}
