using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Load;

/// <summary>A process that calls the alias for several build contexts at once, in the bed's environment.</summary>
internal static class LoadProcess
{
    public const string Name = "call-addin-at-once";

    public static void Build(IReadOnlyList<Job> jobs)
    {
        var result = Command.Run(
            Environment.ProcessPath!,
            [Name, jobs[0].BaseImages, .. jobs.SelectMany(job => new[] { job.Repository, job.Folder })],
            jobs[0].Bed.Environment
        );
        if (result.ExitCode != 0)
        {
            throw new BenchmarkException($"the addin: exit code {result.ExitCode}\n{result.Output}{result.Error}");
        }
    }

    public static void Run(string[] arguments)
    {
        // One context, as the tasks of a script have it.
        var context = CakeHost.Create(new RecordedLog { Verbosity = Verbosity.Normal }, Environment.CurrentDirectory);
        var buildArgument = $"REGISTRY={arguments[0]}";
        Task.WaitAll([
            .. arguments
                .Skip(1)
                .Chunk(2)
                .Select(build =>
                    Task.Factory.StartNew(
                        () => AddinProcess.MultiStage(context, build[0], buildArgument, build[1]),
                        TaskCreationOptions.LongRunning
                    )
                ),
        ]);
    }
}
