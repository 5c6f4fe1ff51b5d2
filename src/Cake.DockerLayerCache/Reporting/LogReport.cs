using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>The result as a small table in the log.</summary>
internal static class LogReport
{
    private const int LongestStep = 70;

    public static void Write(ICakeLog log, DockerBuildResult result)
    {
        foreach (var line in Lines(result))
        {
            log.Information("{0}", line);
        }

        foreach (var advice in result.Advice)
        {
            log.Verbose("{0}", advice);
        }

        log.Information(
            "{0}{1} {2} in {3}{4}",
            result.Image,
            result.Tags.Count == 0 ? "" : $":{string.Join(", ", result.Tags)}",
            result.FullyCached ? "from cache" : "built",
            Amounts.Of(result.Duration),
            result.Digest is not null ? $", pushed as {result.Digest}"
                : result.Pushed ? ", pushed"
                : ""
        );
    }

    private static IEnumerable<string> Lines(DockerBuildResult result)
    {
        IReadOnlyList<string[]> rows =
        [
            ["stage", "cached", "ran for", "first step that ran, and why"],
            .. result.Stages.Select(stage =>
                new[]
                {
                    stage.Name,
                    $"{stage.CachedSteps} of {stage.Steps}",
                    stage.FirstMissedStep is null ? "-" : Amounts.Of(stage.Duration),
                    stage.FirstMissedStep is { } step ? $"{Amounts.Of(step, LongestStep)}: {stage.Miss}" : "",
                }
            ),
        ];
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            yield return string.Join(
                    "  ",
                    row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell)
                )
                .TrimEnd();
        }

        yield return $"time: {Amounts.Of(result.Times)}";
        if (Amounts.Sentence(result.Saved) is { } saved)
        {
            yield return saved;
        }
    }
}
