namespace Cake.DockerLayerCache.Benchmarks.Samples;

/// <summary>What has changed since the build before; a chain of builds goes through them in this order.</summary>
internal enum Change
{
    /// <summary>There was no build before: the registry holds nothing but the base images.</summary>
    Cold,

    Unchanged,

    Code,

    Dependencies,
}
