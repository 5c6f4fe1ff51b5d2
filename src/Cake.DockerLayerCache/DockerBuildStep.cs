namespace Cake.DockerLayerCache;

/// <summary>One step of a stage.</summary>
public sealed record DockerBuildStep
{
    /// <summary>The instruction as the engine shows it, for example <c>RUN go build</c>.</summary>
    public required string Instruction { get; init; }

    /// <summary>Its line in the Dockerfile; null where the engine's step cannot be told apart.</summary>
    public required int? Line { get; init; }

    /// <summary>Whether it was reused from the cache.</summary>
    public required bool Cached { get; init; }

    /// <summary>The time it ran; zero where it was reused.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When it began, counted from the call's beginning; null where it did not run.</summary>
    public TimeSpan? Started { get; init; }

    /// <summary>
    /// How long it ran when it last did, for one that was reused; null where no record of that is kept.
    /// </summary>
    public TimeSpan? LastDuration { get; init; }

    /// <summary>The layers that were fetched for it, in bytes; null where none were, or the engine does not say.</summary>
    public long? BytesPulled { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? $"line {line}: {Instruction}" : Instruction;
}
