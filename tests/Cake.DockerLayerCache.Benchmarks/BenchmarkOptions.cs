using System.Globalization;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>What to measure: <c>--name=value</c>, several values with commas between.</summary>
internal sealed record BenchmarkOptions
{
    public static readonly IReadOnlyList<string> AllBeds =
    [
        "engine20-legacy",
        "engine20-buildkit",
        "engine26-graph",
        "engine28-containerd",
        "engine26-containerd",
        "engine28-graph",
    ];

    private const int MainBeds = 4;

    /// <summary>Default: the main ones.</summary>
    public IReadOnlyList<string> Beds { get; private init; } = [.. AllBeds.Take(MainBeds)];

    public IReadOnlyList<Sample> Samples { get; private init; } = Sample.All;

    /// <summary>What to report; a cold build is done in any case, for the others to build on.</summary>
    public IReadOnlyList<Change> Changes { get; private init; } = Enum.GetValues<Change>();

    public IReadOnlyList<Way> Ways { get; private init; } = Way.All;

    /// <summary>How often each build is measured; the medians are reported.</summary>
    public int Repeat { get; private init; } = 3;

    /// <summary>Where the report goes besides the console.</summary>
    public string? Output { get; private init; }

    public static BenchmarkOptions Parse(IEnumerable<string> arguments) =>
        arguments.Aggregate(new BenchmarkOptions(), (options, argument) => options.With(argument));

    private BenchmarkOptions With(string argument) =>
        argument.Split('=', 2) switch
        {
            ["--beds", var value] => this with { Beds = Chosen(AllBeds, bed => bed, value) },
            ["--samples", var value] => this with { Samples = Chosen(Sample.All, sample => sample.Name, value) },
            ["--changes", var value] => this with
            {
                Changes = Chosen(Enum.GetValues<Change>(), change => change.ToString(), value),
            },
            ["--ways", var value] => this with { Ways = Chosen(Way.All, way => way.Name, value) },
            ["--repeat", var value]
                when int.TryParse(value, CultureInfo.InvariantCulture, out var times) && times > 0 => this with
            {
                Repeat = times,
            },
            ["--output", var value] => this with { Output = value },
            _ => throw new BenchmarkException(
                $"'{argument}' is no option. There are: --beds, --samples, --changes, --ways, --repeat (a number from 1), "
                    + "--output (a file); each as --name=value, several values with commas between."
            ),
        };

    // In the order of all, however they were typed: changes build on one another.
    private static IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string value) =>
        Choice.Of(all, name, value, problem => new BenchmarkException(problem));
}
