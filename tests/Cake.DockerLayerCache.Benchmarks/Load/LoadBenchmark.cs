using System.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Reporting;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Load;

/// <summary>
/// Many cold builds at once on one engine: by the addin in one process, and by the best commands by hand, a shell each,
/// which is the engine's own parallelism.
/// </summary>
internal sealed class LoadBenchmark(BenchmarkOptions options, TextWriter console)
{
    public const string Name = "load";

    private const int Builds = 16;

    private static readonly Sample Wide = Sample.All.Single(sample => sample.Name == "wide");

    public string Run()
    {
        var table = new MarkdownTable("bed", $"{Builds} by hand, s", $"{Builds} by the addin, s", "ratio");
        foreach (var name in options.Beds)
        {
            var (byHand, addin) = Measure(name);
            table.Add(name, $"{byHand:0.0}", $"{addin:0.0}", $"{addin / byHand:0.00}");
        }

        return $"{table}";
    }

    private (double ByHand, double Addin) Measure(string name)
    {
        var bed = new Bed(name);
        var way = Way.All.First(way => way is (ByHand or OneBuild) && way.IsFor(bed));
        var (byHand, addin) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition < options.Repeat; repetition++)
        {
            byHand.Add(Seconds(bed, jobs => Task.WaitAll([.. jobs.Select(job => Start(() => way.Build(job)))])));
            addin.Add(Seconds(bed, LoadProcess.Build));
            console.WriteLine($"{name}: {byHand[^1]:0.0} s by hand, {addin[^1]:0.0} s by the addin");
        }

        bed.Down();
        return (Figures.Median(byHand)!.Value, Figures.Median(addin)!.Value);
    }

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

    private static Task Start(Action work) => Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);
}
