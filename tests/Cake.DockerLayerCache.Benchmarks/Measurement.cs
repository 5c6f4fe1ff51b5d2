using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>One build: what it took, and the bytes it moved at the registry.</summary>
internal sealed record Measurement(
    string Bed,
    Sample Sample,
    Change Change,
    Way Way,
    double Seconds,
    long Pulled,
    long Pushed,
    double? OwnSeconds,
    IReadOnlyList<string> Deviations,
    bool Warm
);
