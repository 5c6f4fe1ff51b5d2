namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>The run cannot go on: a way failed, or did not do what it is measured for.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
