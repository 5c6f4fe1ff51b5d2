using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;

namespace Cake.DockerLayerCache.Benchmarks.Reporting;

/// <summary>The medians of a run; null where there is no figure.</summary>
internal sealed class Figures(IReadOnlyList<Measurement> measurements)
{
    public bool Has(string bed, Sample sample, Way way) =>
        measurements.Any(made => made.Bed == bed && made.Sample == sample && made.Way == way);

    public double? Seconds(string bed, Sample sample, Change change, Way way) =>
        Median(Of(bed, sample, change, way).Select(made => made.Seconds));

    public double? Pulled(string bed, Sample sample, Change change, Way way) =>
        Median(Of(bed, sample, change, way).Select(made => (double)made.Pulled));

    public double? Pushed(string bed, Sample sample, Change change, Way way) =>
        Median(Of(bed, sample, change, way).Select(made => (double)made.Pushed));

    /// <summary>The addin's own time on an engine, over all its builds in a warm process, or all in a new one.</summary>
    public double? OwnSeconds(string bed, bool warm) =>
        Median(
            measurements
                .Where(made => made.Bed == bed && made.Warm == warm)
                .Select(made => made.OwnSeconds)
                .OfType<double>()
        );

    public static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private IEnumerable<Measurement> Of(string bed, Sample sample, Change change, Way way) =>
        measurements.Where(made =>
            made.Bed == bed && made.Sample == sample && made.Change == change && made.Way == way && !made.Warm
        );
}
