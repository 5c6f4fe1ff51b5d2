namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>One node of BuildKit's build graph, as far as its progress has told.</summary>
internal sealed class Vertex
{
    private const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache to ";
    private const string Push = "pushing manifest for ";
    private const string PushFailure = "failed to push ";

    private readonly List<string> pushes = [];
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

    /// <summary>Why it could not push; null where it could, or does not push.</summary>
    public string? PushError => Error?.StartsWith(PushFailure, StringComparison.Ordinal) == true ? Error : null;

    /// <summary>The references it pushed. One that could not be pushed is reported as completed too.</summary>
    public IEnumerable<string> Pushed =>
        pushes.Where(reference =>
            PushError?.StartsWith($"{PushFailure}{reference}:", StringComparison.Ordinal) != true
        );

    public void NoteStatus(string id, bool completed)
    {
        fetched |=
            id.StartsWith("sha256:", StringComparison.Ordinal)
            || id.StartsWith("extracting ", StringComparison.Ordinal);
        if (completed && id.StartsWith(Push, StringComparison.Ordinal))
        {
            pushes.Add(id[Push.Length..].Split('@')[0]);
        }
    }

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
