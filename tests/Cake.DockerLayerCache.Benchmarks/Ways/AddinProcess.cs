using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>The process in which <see cref="Addin"/> calls the alias, in the sample's folder and the bed's environment.</summary>
internal static class AddinProcess
{
    public const string Name = "call-addin";

    public static void Run(string[] arguments)
    {
        var bed = new Bed(arguments[0]);
        var sample = Sample.All.Single(sample => sample.Name == arguments[1]);
        var answer = Call(sample, arguments[2], arguments[3]);
        for (var call = 1; call < int.Parse(arguments[4], CultureInfo.InvariantCulture); call++)
        {
            bed.Wipe();
            answer = Call(sample, arguments[2], arguments[3]);
        }

        Console.WriteLine(JsonSerializer.Serialize(answer));
    }

    private static AddinAnswer Call(Sample sample, string repository, string baseImages)
    {
        var log = new RecordedLog { Verbosity = Verbosity.Normal };
        TimedRunner? runner = null;
        var context = CakeHost.Create(
            log,
            Environment.CurrentDirectory,
            cakesOwn => runner = new TimedRunner(cakesOwn)
        );
        var start = Stopwatch.GetTimestamp();
        Build(context, sample, repository, $"REGISTRY={baseImages}");
        var wall = Stopwatch.GetElapsedTime(start);
        return new AddinAnswer(
            wall.TotalSeconds,
            (wall - runner!.Busy(start)).TotalSeconds,
            [.. log.At(LogLevel.Information)]
        );
    }

    public static void MultiStage(ICakeContext context, string repository, string buildArgument, string path) =>
        context.DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = repository,
                Tags = ["latest", Job.Tag],
                BuildArg = [buildArgument],
            },
            path
        );

    private static void Build(ICakeContext context, Sample sample, string repository, string buildArgument)
    {
        if (sample.Stages.Count > 0)
        {
            MultiStage(context, repository, buildArgument, ".");
        }
        else
        {
            context.DockerCachedBuild(
                new DockerCachedBuildSettings
                {
                    Image = repository,
                    Tags = ["latest", Job.Tag],
                    BuildArg = [buildArgument],
                }
            );
        }
    }
}
