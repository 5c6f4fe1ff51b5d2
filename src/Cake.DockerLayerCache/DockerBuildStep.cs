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

    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? $"line {line}: {Instruction}" : Instruction;
}
