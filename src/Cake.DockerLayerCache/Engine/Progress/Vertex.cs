using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>One node of BuildKit's build graph, as far as its progress has told.</summary>
internal sealed class Vertex
{
    public const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache to ";
    private const string EnginePush = "pushing ";
    private const string EnginePushEnd = " with docker";
    private const string BuilderPush = "pushing manifest for ";
    private const string FailedPush = "failed to push ";
    private const string ExportWork = "exporting ";
    private const string ExportCache = "exporting cache";
    private const string Digest = "sha256:";
    private const string Canceled = "context canceled";

    private static readonly string[] Fetching = [Digest, "pulling " + Digest, "extracting " + Digest];

    // By the status's id: what came of it last.
    private readonly Dictionary<string, VertexStatus> statuses = new(StringComparer.Ordinal);
    private readonly HashSet<string> shownStatuses = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset Start, DateTimeOffset End)> runs = [];

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

    /// <summary>When a person was told of its beginning, by this machine's clock.</summary>
    public DateTimeOffset ShownAt { get; set; }

    /// <summary>Whether the image or a cache is made in it, of steps that are done.</summary>
    public bool IsExport => Name.StartsWith(ExportWork, StringComparison.Ordinal);

    public bool IsRunning => Number > 0 && HasStarted && !HasEnded && Error is null;

    /// <summary>Whether it is a step whose command runs just now; one that waits for a layer is none.</summary>
    public bool StepRuns => IsRunning && StepName.Parse(Name) is { IsFrom: false } && Doing is null;

    /// <summary>Whether it was begun at all; when, only structured progress tells.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Whether something goes into it; null where the builder does not say.</summary>
    public bool? HasInputs { get; set; }

    private int Starts { get; set; }

    public DateTimeOffset? FirstStarted { get; private set; }

    public DateTimeOffset? Started
    {
        get;
        set
        {
            field = value;
            FirstStarted ??= value;
            Starts++;
            HasStarted |= value is not null;
            HasEnded = false;
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

    public string? Error
    {
        get;
        set
        {
            field = value;
            FirstError ??= IsOthers(value) ? null : value;
        }
    }

    /// <summary>
    /// What was wrong at first: BuildKit goes on where a layer that it wanted to reuse cannot be fetched, and runs the step.
    /// </summary>
    public string? FirstError { get; private set; }

    /// <summary>
    /// Whether a step was only stopped, since another has failed, or since the build that began it no longer needs it:
    /// nothing was wrong with it.
    /// </summary>
    public static bool IsOthers(string? error) => error?.EndsWith(Canceled, StringComparison.Ordinal) == true;

    /// <summary>
    /// What was pushed in it, as docker lists it: the builder's pushes are statuses of one vertex, the engine's a vertex each.
    /// </summary>
    public IEnumerable<string> Pushed =>
        !IsEnginePush ? pushedManifests.Where(IsPushed)
        : HasEnded && Error is null ? [ImageName.FamiliarReference(Name[EnginePush.Length..^EnginePushEnd.Length])]
        : [];

    /// <summary>What was pushed in it last; null where nothing was, or the builder does not say.</summary>
    public string? PushedDigest { get; private set; }

    /// <summary>Why it could not push; null where it could, or does not push.</summary>
    public string? PushError =>
        IsEnginePush || Error?.StartsWith(FailedPush, StringComparison.Ordinal) == true ? Error : null;

    // One that could not be pushed is reported as completed too: under its full name, and in the error as the user wrote it.
    private bool IsPushed(string reference) =>
        Error?.StartsWith(FailedPush, StringComparison.Ordinal) != true
        || ImageName.FamiliarReference(Error[FailedPush.Length..].Split(": ")[0]) != reference;

    private bool IsEnginePush =>
        Name.StartsWith(EnginePush, StringComparison.Ordinal) && Name.EndsWith(EnginePushEnd, StringComparison.Ordinal);

    /// <summary>What it is doing that takes its time; null where that is not known.</summary>
    public VertexStatus? Doing => statuses.Values.LastOrDefault(status => !status.IsComplete);

    /// <summary>The bytes of layers that were fetched in it; null where none were, or the builder does not say.</summary>
    public long? BytesPulled => Bytes(Digest);

    /// <summary>The bytes of layers that were pushed in it; null where none were, or the builder does not say.</summary>
    public long? BytesPushed => Bytes(EnginePush);

    private long? Bytes(string status) =>
        statuses.Where(each => each.Key.StartsWith(status, StringComparison.Ordinal)).Sum(each => each.Value.Current)
            is > 0
                and var sum
            ? sum
            : null;

    public void NoteStatus(VertexStatus status)
    {
        var id = status.Id;
        // The last word on a transfer may be that it is done, and no longer of how much.
        statuses[id] = status with
        {
            Current = Math.Max(status.Current, statuses.GetValueOrDefault(id)?.Current ?? 0),
        };
        fetched |=
            id.StartsWith(Digest, StringComparison.Ordinal) || id.StartsWith("extracting ", StringComparison.Ordinal);
        if (PushedIn(status) is { } pushed)
        {
            pushedManifests.Add(pushed.Reference);
            PushedDigest = pushed.Digest;
        }
    }

    /// <summary>
    /// What was pushed, as docker lists it, and under which digest, where a status tells that; what came of it stands in the
    /// error.
    /// </summary>
    public static (string Reference, string Digest)? PushedIn(VertexStatus status) =>
        status.IsComplete
        && status.Id.StartsWith(BuilderPush, StringComparison.Ordinal)
        && status.Id[BuilderPush.Length..].Split('@') is [var reference, var digest]
            ? (ImageName.FamiliarReference(reference), digest)
            : null;

    /// <summary>Whether a person was not told of that part yet.</summary>
    public bool NoteShown(string status) => shownStatuses.Add(status);

    public void NoteRun(DateTimeOffset start, DateTimeOffset end)
    {
        if (end > start)
        {
            Duration += end - start;
            runs.Add((start, end));
        }
    }

    /// <summary>What its time went into.</summary>
    public IEnumerable<TracedSpan> Spans
    {
        get
        {
            // The builder's pushes, and what it fetches for a step, are parts of something else.
            var parts = statuses
                .Values.Where(status => status.End > status.Start)
                .Select(status => (work: WorkOf(status.Id), status))
                .Where(part => part.work is not null)
                .Select(part => new TracedSpan(part.work!.Value, part.status.Start!.Value, part.status.End!.Value))
                .ToList();
            var pushed = parts.Where(part => part.Work == TracedWork.Pushing).ToList();
            return OwnWork is { } work
                ? runs.SelectMany(run => Without(pushed, new TracedSpan(work, run.Start, run.End))).Concat(parts)
                : parts;
        }
    }

    private TracedWork? OwnWork =>
        IsEnginePush ? TracedWork.Pushing
        : AsImport() is not null ? TracedWork.ReadingCache
        : Name.StartsWith(ExportCache, StringComparison.Ordinal) ? TracedWork.WritingCache
        : BaseName is not null ? TracedWork.Pulling
        : StepName.Parse(Name) is not null ? (Cached ? TracedWork.ReadingCache : TracedWork.Building)
        : IsExport ? TracedWork.Exporting
        : null;

    private TracedWork? WorkOf(string status) =>
        status.StartsWith(EnginePush, StringComparison.Ordinal) ? TracedWork.Pushing
        : !Fetching.Any(fetching => status.StartsWith(fetching, StringComparison.Ordinal)) ? null
        : Cached && BaseName is null ? TracedWork.ReadingCache
        : TracedWork.Pulling;

    private static IEnumerable<TracedSpan> Without(IEnumerable<TracedSpan> others, TracedSpan span)
    {
        foreach (var other in others.OrderBy(other => other.Start))
        {
            if (other.End <= span.Start || other.Start >= span.End)
            {
                continue;
            }

            if (other.Start > span.Start)
            {
                yield return span with
                {
                    End = other.Start,
                };
            }

            span = span with { Start = other.End };
        }

        yield return span;
    }

    // FROM stands alone for an image that is only copied from.
    private string? BaseName
    {
        get
        {
            var instruction = StepName.Parse(Name)?.Instruction ?? Name;
            return instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) ? instruction[5..] : null;
        }
    }

    public TracedBase? AsBase() =>
        BaseName is { } name && name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            ? new TracedBase(name[..at], Stage: null, name[(at + 1)..]) { BytesPulled = BytesPulled }
            : null;

    public TracedImport? AsImport() =>
        Name.StartsWith(Import, StringComparison.Ordinal)
            ? new TracedImport(Name[Import.Length..].Trim(), Error is null, Error)
            : null;

    /// <summary>Why a layer that was to be reused could not be fetched, though the build succeeded; else null.</summary>
    public string? LostLayer(bool buildSucceeded) =>
        buildSucceeded && StepName.Parse(Name) is not null ? FirstError : null;

    public TracedExport? AsExport() =>
        Name.StartsWith(Export, StringComparison.Ordinal)
            ? new TracedExport(Name[Export.Length..].Trim(), Error)
            : null;

    public TracedStep? AsStep(bool buildSucceeded, DateTimeOffset? buildStarted)
    {
        if (StepName.Parse(Name) is not { IsFrom: false } step)
        {
            return null;
        }

        // What never ran in a build that succeeded was not needed: its result came out of a cache. One that nothing goes
        // into is begun once to be looked for in the cache, and again to run.
        var reused = Cached || (buildSucceeded && (!HasStarted || (HasInputs == false && Starts == 1)));
        return new TracedStep(
            step.Stage,
            step.Number,
            step.Total,
            step.Instruction,
            reused,
            reused ? TimeSpan.Zero : Duration,
            Error
        )
        {
            Began = reused || FirstStarted is null ? null : FirstStarted - buildStarted,
            BytesPulled = BytesPulled,
        };
    }
}
