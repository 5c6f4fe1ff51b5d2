using BenchmarkDotNet.Running;
using Cake.DockerLayerCache.ReadingBenchmarks;

// ShortRun by default: this is to show how time and memory grow, not their last digit.
BenchmarkSwitcher
    .FromTypes([typeof(ReadDockerfile), typeof(WalkContext)])
    .Run(args.Length > 0 ? args : ["--filter", "*"]);
