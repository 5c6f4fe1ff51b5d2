namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>Where a build can be held.</summary>
public enum Phase
{
    /// <summary>The registry is asked for a cache or an image.</summary>
    CacheRead,

    /// <summary>A RUN step runs.</summary>
    Step,

    /// <summary>A layer is about to be pushed.</summary>
    Push,

    /// <summary>All is pushed but the moving tag.</summary>
    LastTag,
}
