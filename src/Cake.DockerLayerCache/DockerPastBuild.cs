namespace Cake.DockerLayerCache;

/// <summary>
/// A build as the record that is kept with the cache tells of it. A build that reused everything leaves none: writing it
/// would take longer than the build.
/// </summary>
public sealed record DockerPastBuild
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The time the whole call took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many steps it had.</summary>
    public required int Steps { get; init; }

    /// <summary>How many of them were reused.</summary>
    public required int CachedSteps { get; init; }
}
