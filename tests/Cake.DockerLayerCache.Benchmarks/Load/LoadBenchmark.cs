using System.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Reporting;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Load;

/// <summary>
/// Many cold builds at once on one engine: by the addin in one process; by the best commands by hand, a shell each,
/// which is the engine's own parallelism; and so with the commands added that the addin runs beside them.
/// </summary>
internal sealed class LoadBenchmark(BenchmarkOptions options, TextWriter console)
{
    public const string Name = "load";

    private const int Builds = 16;

    private static readonly Sample Wide = Sample.All.Single(sample => sample.Name == "wide");

    public string Run()
    {
        var table = new MarkdownTable("bed", "by hand, s", "same commands by hand, s", "addin, s", "ratios");
        foreach (var name in options.Beds)
        {
            var load = Measure(new Bed(name));
            var same = load.SameCommands is { } seconds ? $"{seconds:0.0}" : "";
            table.Add(name, $"{load.ByHand:0.0}", same, $"{load.Addin:0.0}", load.Ratios);
        }

        return $"{Builds} builds at once\n\n{table}";
    }

    private Load Measure(Bed bed)
    {
        var way = Way.All.First(way => way is (ByHand or OneBuild) && way.IsFor(bed));
        using var same = new SameCommands();
        Action<IReadOnlyList<Job>> byHand = jobs => AtOnce(jobs, job => way.Build(job));
        Action<IReadOnlyList<Job>> sameByHand = jobs => AtOnce(jobs, job => same.Build(way, job));
        Action<IReadOnlyList<Job>> byAddin = LoadProcess.Build;
        Action<IReadOnlyList<Job>>[] compared = SameCommands.AreFor(bed)
            ? [byHand, sameByHand, byAddin]
            : [byHand, byAddin];
        var loads = new List<Load>();
        for (var repetition = 0; repetition < options.Repeat; repetition++)
        {
            var seconds = Turns.Of(compared, repetition).ToDictionary(build => build, build => Seconds(bed, build));
            loads.Add(
                new Load(seconds[byHand], SameCommands.AreFor(bed) ? seconds[sameByHand] : null, seconds[byAddin])
            );
            console.WriteLine($"{bed.Name}: {loads[^1]}");
        }

        bed.Down();
        return new Load(
            Figures.Median(loads.Select(load => load.ByHand))!.Value,
            Figures.Median(loads.Select(load => load.SameCommands).OfType<double>()),
            Figures.Median(loads.Select(load => load.Addin))!.Value
        );
    }

    private static void AtOnce(IReadOnlyList<Job> jobs, Action<Job> build) =>
        Task.WaitAll([.. jobs.Select(job => Task.Factory.StartNew(() => build(job), TaskCreationOptions.LongRunning))]);

    private static double Seconds(Bed bed, Action<IReadOnlyList<Job>> build)
    {
        bed.Wipe();
        var registry = BedRegistry.Wipe();
        BedRegistry.AddBaseImages(registry, [.. Wide.BaseImages]);
        List<SampleCopy> copies = [.. Enumerable.Range(0, Builds).Select(_ => new SampleCopy(Wide))];
        try
        {
            copies.ForEach(copy => copy.Make(Change.Cold));
            List<Job> jobs =
            [
                .. copies.Select(
                    (copy, number) =>
                        new Job(bed, Wide, Change.Cold, copy.Folder, $"{registry}/load/{number}", registry)
                ),
            ];
            var clock = Stopwatch.StartNew();
            build(jobs);
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            copies.ForEach(copy => copy.Dispose());
        }
    }

    /// <summary>Seconds that all builds took together.</summary>
    private sealed record Load(double ByHand, double? SameCommands, double Addin)
    {
        public string Ratios => $"{Addin / ByHand:0.00}" + (SameCommands is { } same ? $", {Addin / same:0.00}" : "");

        public override string ToString() =>
            $"{ByHand:0.0} s by hand"
            + (SameCommands is { } same ? $", {same:0.0} s by the same commands" : "")
            + $", {Addin:0.0} s by the addin";
    }
}
