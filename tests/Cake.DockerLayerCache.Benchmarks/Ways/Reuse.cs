namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>What of the unchanged steps a build must have reused.</summary>
internal enum Reuse
{
    /// <summary>None: the way has no cache on this engine.</summary>
    None,

    /// <summary>What was left; by this way, not always all.</summary>
    Some,

    All,
}
