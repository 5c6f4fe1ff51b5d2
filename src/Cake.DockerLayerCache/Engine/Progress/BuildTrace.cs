namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>What a build showed of itself, whatever builder it was.</summary>
internal sealed record BuildTrace(IReadOnlyList<TracedStep> Steps, IReadOnlyList<TracedImport> Imports)
{
    /// <summary>When the builder began, by its own clock; null where it does not say.</summary>
    public DateTimeOffset? Started { get; init; }

    public IReadOnlyList<TracedExport> Exports { get; init; } = [];

    /// <summary>The references that the build itself pushed, in that order.</summary>
    public IReadOnlyList<string> Pushed { get; init; } = [];

    /// <summary>Why the build could not push; null where it could, or did not come to it.</summary>
    public string? PushError { get; init; }

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
);

/// <summary>A stage as the engine names it: by name, or by its place in the Dockerfile.</summary>
internal readonly record struct StageKey(string? Name, int? Index);

/// <summary>A cache source that was looked at.</summary>
internal sealed record TracedImport(string Reference, bool Found, string? Error);

/// <summary>A cache of some kind (<c>registry</c>, <c>local</c>) that was written, or was not.</summary>
internal sealed record TracedExport(string Kind, string? Error);
