using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;

namespace Cake.DockerLayerCache.Benchmarks.Reporting;

/// <summary>The figures of a run, as Markdown that reads in a terminal too.</summary>
internal sealed class Report(
    BenchmarkOptions options,
    IReadOnlyDictionary<string, string> beds,
    IReadOnlyList<Measurement> measurements,
    TimeSpan duration
)
{
    private readonly Figures figures = new(measurements);

    public override string ToString() =>
        $"{Machine.Describe()}. Medians of {options.Repeat}; the run took {duration.TotalMinutes:0} minutes.\n"
        + string.Concat(options.Beds.Select(Part))
        + Expectations()
        + Deviations();

    public bool HasDeviations => measurements.Any(made => made.Deviations.Count > 0);

    private string Part(string bed)
    {
        var heading = $"\n### {bed}\n\n{beds[bed]}.\n";
        return measurements.All(made => made.Bed != bed)
            ? heading
            : $"{heading}\nSeconds, and in how many times the addin's:\n\n{Table(bed, Seconds)}"
                + $"\nMB pulled from and pushed to the registry:\n\n{Table(bed, Bytes)}";
    }

    private MarkdownTable Table(string bed, Func<string, Sample, Change, Way, string> cell)
    {
        var table = new MarkdownTable(["sample", "way", .. options.Changes.Select(Name)]);
        foreach (var sample in options.Samples)
        {
            foreach (var way in options.Ways.Where(way => figures.Has(bed, sample, way)))
            {
                table.Add([
                    sample.Name,
                    way.Title,
                    .. options.Changes.Select(change => cell(bed, sample, change, way)),
                ]);
            }
        }

        return table;
    }

    private string Seconds(string bed, Sample sample, Change change, Way way)
    {
        var seconds = figures.Seconds(bed, sample, change, way);
        var times = seconds / figures.Seconds(bed, sample, change, new Addin());
        return way is Addin || times is null ? $"{seconds:0.00}" : $"{seconds:0.00} ({times:0.00} x)";
    }

    private string Bytes(string bed, Sample sample, Change change, Way way) =>
        $"{figures.Pulled(bed, sample, change, way) / 1e6:0.0} + {figures.Pushed(bed, sample, change, way) / 1e6:0.0}";

    private string Expectations()
    {
        var table = new MarkdownTable(["expected", "where", "measured", "holds"]);
        foreach (var expectation in Expectation.Of(figures, options))
        {
            table.Add(expectation.Cells);
        }

        return table.IsEmpty ? "" : $"\n### What was expected\n\n{table}";
    }

    private string Deviations() =>
        HasDeviations
            ? "\n### Not as it should be\n\n"
                + string.Concat(
                    measurements
                        .SelectMany(made =>
                            made.Deviations.Select(deviation =>
                                $"- {made.Bed}, {made.Sample.Name}, {Name(made.Change)}, {made.Way.Title}: {deviation}\n"
                            )
                        )
                        .Distinct(StringComparer.Ordinal)
                )
            : "";

    private static string Name(Change change) =>
        change is Change.Code or Change.Dependencies
            ? $"{change} changed".ToLowerInvariant()
            : change.ToString().ToLowerInvariant();
}
