using System.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Reporting;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>One run: all that the options ask for, the ways taking turns so that noise meets all of them.</summary>
internal sealed class Benchmark(BenchmarkOptions options, TextWriter console)
{
    // The packages of these engines come from a suite that still moves.
    private const string MayBeMissing = "engine28-";

    private readonly List<Measurement> measurements = [];
    private readonly Dictionary<string, string> beds = [];

    public Report Run()
    {
        var clock = Stopwatch.StartNew();
        foreach (var name in options.Beds)
        {
            try
            {
                using var bed = new MeasuredBed(name, options.Samples);
                beds[name] = bed.Versions;
                foreach (var sample in options.Samples)
                {
                    Measure(bed, sample);
                }
            }
            catch (BedUnavailableException e) when (name.StartsWith(MayBeMissing, StringComparison.Ordinal))
            {
                beds[name] = $"not measured: {e.Message}";
                console.WriteLine($"{name}: {beds[name]}");
            }
        }

        return new Report(options, beds, measurements, clock.Elapsed);
    }

    private void Measure(MeasuredBed bed, Sample sample)
    {
        var ways = options.Ways.Where(bed.Has).ToList();
        for (var repetition = 0; repetition < options.Repeat; repetition++)
        {
            using var copy = new SampleCopy(sample);
            foreach (var change in options.Changes.Prepend(Change.Cold).Distinct())
            {
                copy.Make(change);
                // Another one begins each time.
                foreach (var way in ways.Skip(repetition % ways.Count).Concat(ways.Take(repetition % ways.Count)))
                {
                    var repository = $"{way.Name}-{repetition}/{sample.Name}";
                    Note(bed.Measure(way, copy, change, repository));
                    if (way is Addin addin && change == Change.Unchanged)
                    {
                        Note(bed.MeasureWarm(addin, copy, change, repository));
                    }
                }
            }
        }
    }

    private void Note(Measurement made)
    {
        measurements.Add(made);
        console.WriteLine(
            $"{DateTime.Now:HH:mm:ss}  {made.Bed}, {made.Sample.Name}, {made.Change}, {made.Way.Name}{(made.Warm ? ", warm" : "")}: "
                + $"{made.Seconds:0.00} s, {made.Pulled / 1e6:0.0} MB pulled, {made.Pushed / 1e6:0.0} MB pushed"
                + (made.OwnSeconds is { } own ? $", own time {own * 1000:0} ms" : "")
                + string.Concat(made.Deviations.Select(deviation => $"; {deviation}, against expectation"))
        );
    }
}
