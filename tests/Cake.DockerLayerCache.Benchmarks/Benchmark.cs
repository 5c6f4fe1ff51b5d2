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
            List<Way> ways = [.. options.Ways.Where(way => way.IsFor(new Bed(name)))];
            if (ways.Count == 0)
            {
                NotMeasured(name, $"{string.Join(',', options.Ways.Select(way => way.Name))} is no way for it");
                continue;
            }

            try
            {
                using var bed = new MeasuredBed(name, options.Samples);
                beds[name] = bed.Versions;
                foreach (var sample in options.Samples)
                {
                    Measure(bed, sample, ways);
                }
            }
            catch (BedUnavailableException e) when (name.StartsWith(MayBeMissing, StringComparison.Ordinal))
            {
                NotMeasured(name, e.Message);
            }
        }

        return new Report(options, beds, measurements, clock.Elapsed);
    }

    private void NotMeasured(string bed, string why)
    {
        beds[bed] = $"not measured: {why}";
        console.WriteLine($"{bed}: {beds[bed]}");
    }

    private void Measure(MeasuredBed bed, Sample sample, List<Way> ways)
    {
        for (var repetition = 0; repetition < options.Repeat; repetition++)
        {
            using var copy = new SampleCopy(sample);
            foreach (var change in options.Changes.Prepend(Change.Cold).Distinct())
            {
                copy.Make(change);
                foreach (var way in Turns.Of(ways, repetition))
                {
                    Note(bed.Measure(way, copy, change, Repository(way, repetition)));
                }

                // Behind all, as it is no turn of its own.
                if (change == Change.Unchanged && ways.OfType<Addin>().FirstOrDefault() is { } addin)
                {
                    Note(bed.MeasureWarm(addin, copy, change, Repository(addin, repetition)));
                }
            }
        }

        string Repository(Way way, int repetition) => $"{way.Name}-{repetition}/{sample.Name}";
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
