namespace Cake.DockerLayerCache;

/// <summary>A cache that a build looked for.</summary>
public sealed record DockerCache
{
    /// <summary>The reference of the image that is the cache, or the options of another kind of cache.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether it was there and could be read.</summary>
    public required bool Found { get; init; }
}
