using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>
/// One build that is measured: of the build context <paramref name="Folder"/>, into <paramref name="Repository"/>, where
/// this way's last build left its caches.
/// </summary>
internal sealed record Job(Bed Bed, Sample Sample, Change Change, string Folder, string Repository, string BaseImages)
{
    /// <summary>The tag that names the version; <c>latest</c> is the other one.</summary>
    public const string Tag = "1.4.7";
}
