using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Cake.DockerLayerCache.ReadingBenchmarks;

// Short runs, as this is to show how time and memory grow and not their last digit; in this process, so that nothing has
// to be restored and compiled again.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher
    .FromTypes([typeof(ReadDockerfile), typeof(ReadProgress), typeof(WalkContext)])
    .Run(args.Length > 0 ? args : ["--filter", "*"], config);
