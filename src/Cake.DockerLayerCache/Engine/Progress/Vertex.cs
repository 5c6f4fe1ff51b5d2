namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>One node of BuildKit's build graph, as far as its progress has told.</summary>
internal sealed class Vertex
{
    private const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache to ";
    private const string EnginePush = "pushing ";
    private const string EnginePushEnd = " with docker";
    private const string BuilderPush = "pushing manifest for ";
    private const string FailedPush = "failed to push ";

    private readonly List<string> pushedManifests = [];
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

    /// <summary>Whether it was begun at all; when, only structured progress tells.</summary>
    public bool HasStarted { get; set; }

    public DateTimeOffset? FirstStarted { get; private set; }

    public DateTimeOffset? Started
    {
        get;
        set
        {
            field = value;
            FirstStarted ??= value;
            HasStarted |= value is not null;
        }
    }

    /// <summary>Whether it was ended at all; when, only structured progress tells.</summary>
    public bool HasEnded { get; set; }

    public DateTimeOffset? Completed
    {
        get;
        set
        {
            field = value;
            HasEnded |= value is not null;
        }
    }

    /// <summary>The time it ran in earlier starts: BuildKit may start and complete a vertex more than once.</summary>
    public TimeSpan Duration { get; set; }

    public string? Error { get; set; }

    /// <summary>What was pushed in it: the builder's pushes are statuses of one vertex, the engine's a vertex each.</summary>
    public IEnumerable<string> Pushed =>
        !IsEnginePush ? pushedManifests.Where(IsPushed)
        : HasEnded && Error is null ? [Name[EnginePush.Length..^EnginePushEnd.Length]]
        : [];

    /// <summary>Why it could not push; null where it could, or does not push.</summary>
    public string? PushError =>
        IsEnginePush || Error?.StartsWith(FailedPush, StringComparison.Ordinal) == true ? Error : null;

    // One that could not be pushed is reported as completed too.
    private bool IsPushed(string reference) =>
        Error?.StartsWith($"{FailedPush}{reference}:", StringComparison.Ordinal) != true;

    private bool IsEnginePush =>
        Name.StartsWith(EnginePush, StringComparison.Ordinal) && Name.EndsWith(EnginePushEnd, StringComparison.Ordinal);

    public void NoteStatus(string id, bool completed)
    {
        fetched |=
            id.StartsWith("sha256:", StringComparison.Ordinal)
            || id.StartsWith("extracting ", StringComparison.Ordinal);
        if (completed && id.StartsWith(BuilderPush, StringComparison.Ordinal))
        {
            pushedManifests.Add(id[BuilderPush.Length..].Split('@')[0]);
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
        var reused = Cached || (buildSucceeded && !HasStarted);
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
