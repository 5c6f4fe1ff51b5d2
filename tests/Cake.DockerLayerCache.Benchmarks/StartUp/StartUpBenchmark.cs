using System.Diagnostics;
using System.Reflection;
using Cake.DockerLayerCache.Benchmarks.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.StartUp;

/// <summary>
/// What the addin costs a script that takes it in: the real Cake runs a script of one task with and without the
/// <c>#addin</c> line, in turns, each in a process of its own.
/// </summary>
internal sealed class StartUpBenchmark(BenchmarkOptions options, TextWriter console) : IDisposable
{
    public const string Name = "start-up";

    private const string Task = """
        Task("Default").Does(() => Information("started"));
        RunTarget("Default");
        """;

    private readonly TemporaryFolder folder = new("start-up ");

    public string Run()
    {
        var feed = folder.File("feed");
        var configuration = typeof(StartUpBenchmark).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!;
        AddinPackage.Pack(feed, configuration.Configuration, AddinPackage.VersionOfSamples);
        var addin =
            $"#addin nuget:{new Uri(feed).AbsoluteUri}?package=Cake.DockerLayerCache&version={AddinPackage.VersionOfSamples}\n";
        folder.Write("without/build.cake", Task);
        folder.Write("with/build.cake", addin + Task);

        // The first start fetches the addin from its feed; it is there from then on.
        Seconds("without");
        Seconds("with");
        var pairs = new List<(double Without, double With)>();
        for (var pair = 0; pair < options.Repeat; pair++)
        {
            var without = Seconds("without");
            pairs.Add((without, Seconds("with")));
            console.WriteLine($"{pairs[^1].Without:0.000} s without, {pairs[^1].With:0.000} s with");
        }

        var table = new MarkdownTable("pairs", "without, s", "with, s", "difference of a pair, ms");
        table.Add(
            $"{pairs.Count}",
            $"{Figures.Median(pairs.Select(pair => pair.Without)):0.000}",
            $"{Figures.Median(pairs.Select(pair => pair.With)):0.000}",
            $"{1000 * Figures.Median(pairs.Select(pair => pair.With - pair.Without)):0}"
        );
        return $"{table}";
    }

    public void Dispose() => folder.Dispose();

    private double Seconds(string script)
    {
        var clock = Stopwatch.StartNew();
        var run = AddinPackage.Cake(null, folder.File($"{script}/build.cake"));
        var seconds = clock.Elapsed.TotalSeconds;
        return run.ExitCode == 0 && run.Output.Contains("started", StringComparison.Ordinal)
            ? seconds
            : throw new BenchmarkException($"the script {script} the addin: exit code {run.ExitCode}\n{run.Output}");
    }
}
