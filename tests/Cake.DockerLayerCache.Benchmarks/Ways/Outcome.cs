namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>
/// What a way took, which steps it ran, and of the addin its own time: without that of its docker processes.
/// </summary>
internal sealed record Outcome(TimeSpan Duration, IReadOnlyList<ShownStep> Steps, TimeSpan? Own = null);
