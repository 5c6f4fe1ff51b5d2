namespace Cake.DockerLayerCache;

/// <summary>One thing in a Dockerfile that makes a cached build slower than it need be.</summary>
public sealed record DockerAdvice
{
    /// <summary>Which rule it comes from, <c>DLC06…</c>; listed in <c>docs/dockerfile.md</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The Dockerfile, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1, where the instruction begins.</summary>
    public required int Line { get; init; }

    /// <summary>What is slow, and why.</summary>
    public required string Message { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Suggestion { get; init; }

    /// <summary>All of it, on one line.</summary>
    public override string ToString() => $"{Code} {File}:{Line} {Message} {Suggestion}";
}
