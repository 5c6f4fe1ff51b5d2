using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;

namespace Cake.DockerLayerCache.Benchmarks.Reporting;

/// <summary>One of the things the addin is to be, and whether it was in this run.</summary>
internal sealed record Expectation(string What, string Where, string Measured, bool Holds)
{
    private const double MostOfByHand = 1.15;
    private const double LeastOfRecipe = 20;
    private const double MostOwnSeconds = 0.150;

    public IReadOnlyList<string> Cells => [What, Where, Measured, Holds ? "yes" : "no"];

    /// <summary>Those that the run has figures for.</summary>
    public static IEnumerable<Expectation> Of(Figures figures, BenchmarkOptions options) =>
        options.Beds.SelectMany(bed =>
            options
                .Samples.SelectMany(sample =>
                    options.Changes.SelectMany(change => Beside(figures, bed, sample, change))
                )
                .Concat(Own(figures, bed))
        );

    private static IEnumerable<Expectation> Beside(Figures figures, string bed, Sample sample, Change change)
    {
        if (figures.Seconds(bed, sample, change, new Addin()) is not { } addin)
        {
            yield break;
        }

        var where = $"{bed}, {sample.Name}, {change}";
        var recipe = figures.Seconds(bed, sample, change, new Recipe());
        if (bed == "engine26-graph" && sample.Name == "go-service" && change == Change.Unchanged && recipe is { } slow)
        {
            yield return new(
                $"at least {LeastOfRecipe} times faster than the recipe",
                where,
                Times(slow / addin),
                slow / addin >= LeastOfRecipe
            );
        }

        if (change != Change.Cold && figures.Seconds(bed, sample, change, new ByHand()) is { } byHand)
        {
            yield return new(
                $"at most {MostOfByHand} x the best commands by hand",
                where,
                Times(addin / byHand),
                addin / byHand <= MostOfByHand
            );
        }

        if (
            sample.Stages.Count > 0
            && recipe is not null
            && figures.Seconds(bed, sample, change, new OneBuild()) is { } oneBuild
        )
        {
            var better = Math.Min(recipe.Value, oneBuild);
            yield return new("no slower than the better of the others", where, Times(addin / better), addin <= better);
        }
    }

    private static IEnumerable<Expectation> Own(Figures figures, string bed)
    {
        foreach (var warm in new[] { false, true })
        {
            if (figures.OwnSeconds(bed, warm) is { } own)
            {
                yield return new(
                    $"own time at most {MostOwnSeconds * 1000:0} ms",
                    $"{bed}, {(warm ? "second call in a process" : "new process")}",
                    $"{own * 1000:0} ms",
                    own <= MostOwnSeconds
                );
            }
        }
    }

    private static string Times(double ratio) => $"{ratio:0.00} x";
}
