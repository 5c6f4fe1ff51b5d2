namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>What a build showed of itself, whatever builder it was.</summary>
internal sealed record BuildTrace(IReadOnlyList<TracedStep> Steps, IReadOnlyList<TracedImport> Imports)
{
    /// <summary>When the builder began, by its own clock; null where it does not say.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The images that stages start from, as the builder found them.</summary>
    public IReadOnlyList<TracedBase> Bases { get; init; } = [];

    /// <summary>What the time went into.</summary>
    public IReadOnlyList<TracedSpan> Spans { get; init; } = [];

    /// <summary>The layers that were pushed, in bytes; null where none were, or the builder does not say.</summary>
    public long? BytesPushed { get; init; }

    /// <summary>When the build was begun, counted from the call's beginning; the run tells.</summary>
    public TimeSpan Offset { get; init; }

    public IReadOnlyList<TracedExport> Exports { get; init; } = [];

    /// <summary>Whether a step's command was running when the build ended, or was ended.</summary>
    public bool StepRuns { get; init; }

    /// <summary>Why layers that a cache describes could not be fetched; the build has run their steps instead.</summary>
    public IReadOnlyList<string> LostLayers { get; init; } = [];

    /// <summary>The references that the build itself pushed, as docker lists them, in that order.</summary>
    public IReadOnlyList<string> Pushed { get; init; } = [];

    /// <summary>What it was pushed as; null where nothing was, or the builder does not say.</summary>
    public string? PushedDigest { get; init; }

    /// <summary>Why the build could not push; null where it could, or did not come to it.</summary>
    public string? PushError { get; init; }

    /// <summary>
    /// What both attempts at one build have shown, this one being the later: it finds steps cached that ran in the earlier.
    /// </summary>
    public BuildTrace Following(BuildTrace earlier) =>
        this with
        {
            Steps =
            [
                .. Steps.Select(step =>
                    earlier.Steps.FirstOrDefault(step.IsCachedFrom)
                    ?? step with
                    {
                        Began = step.Began + (Offset - earlier.Offset),
                    }
                ),
            ],
            Imports =
            [
                .. Imports,
                .. earlier.Imports.Where(import => Imports.All(other => other.Reference != import.Reference)),
            ],
            Started = earlier.Started ?? Started,
            Offset = earlier.Offset,
            Bases = [.. Bases.Union(earlier.Bases)],
            Spans = [.. earlier.Spans, .. Spans],
            BytesPushed =
                BytesPushed is null && earlier.BytesPushed is null
                    ? null
                    : (BytesPushed ?? 0) + (earlier.BytesPushed ?? 0),
            Pushed = [.. earlier.Pushed.Union(Pushed, StringComparer.Ordinal)],
        };

    /// <summary>The image each stage ended with, by the stage's place in the Dockerfile; only the legacy builder tells.</summary>
    public IReadOnlyDictionary<int, string> StageImages { get; init; } = new Dictionary<int, string>();
}

/// <summary>One step as the engine counts them; FROM is none.</summary>
/// <param name="Stage">Which stage it belongs to.</param>
/// <param name="Number">
/// Its number: BuildKit counts from 1 what changes files, the legacy builder here from 0 every instruction.
/// </param>
/// <param name="StepsOfStage">How many BuildKit counts in the stage; null from the legacy builder.</param>
/// <param name="Instruction">The instruction as the engine shows it.</param>
/// <param name="Cached">Whether it was reused.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
internal sealed record TracedStep(
    StageKey Stage,
    int Number,
    int? StepsOfStage,
    string Instruction,
    bool Cached,
    TimeSpan Duration,
    string? Error
)
{
    /// <summary>When it began, counted from the build's beginning; null where it did not run.</summary>
    public TimeSpan? Began { get; init; }

    /// <summary>The layers that were fetched for it, in bytes; null where the builder does not say.</summary>
    public long? BytesPulled { get; init; }

    /// <summary>Whether it was reused from an earlier attempt, in which it ran.</summary>
    public bool IsCachedFrom(TracedStep earlier) =>
        Cached
        && earlier is { Cached: false, Error: null }
        && earlier.Duration > TimeSpan.Zero
        && (earlier.Stage, earlier.Number, earlier.Instruction) == (Stage, Number, Instruction);
}

/// <summary>
/// An image that stages start from: its reference and its manifest's digest where BuildKit builds, the stage's place and
/// the image's id where the legacy builder does.
/// </summary>
internal sealed record TracedBase(string? Reference, int? Stage, string Identity)
{
    /// <summary>The layers that were fetched of it, in bytes; null where the builder does not say.</summary>
    public long? BytesPulled { get; init; }
}

/// <summary>A stage as the engine names it: by name, or by its place in the Dockerfile.</summary>
internal readonly record struct StageKey(string? Name, int? Index);

/// <summary>A cache source that was looked at.</summary>
internal sealed record TracedImport(string Reference, bool Found, string? Error);

/// <summary>A cache of some kind (<c>registry</c>, <c>local</c>) that was written, or was not.</summary>
internal sealed class TracedExport(string kind, string? error)
{
    public string Kind => kind;

    public string? Error => error;
}
