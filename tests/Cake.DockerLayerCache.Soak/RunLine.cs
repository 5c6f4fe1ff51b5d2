using System.Text.Json;
using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>A run as a line of JSON.</summary>
internal static partial class RunLine
{
    public static string Of(ScheduledRun scheduled, FaultedRun run)
    {
        var rule = run.Scenario.Rule;
        return JsonSerializer.Serialize(
            new
            {
                run = scheduled.Number,
                bed = run.Bed,
                seed = run.Scenario.Seed,
                fault = $"{rule.Kind}",
                target = $"{rule.Target}",
                first = rule.First,
                count = CountOf(rule.Count),
                probability = rule.Probability,
                earlier = run.Scenario.HasEarlierBuild,
                outcome = $"{run.Outcome}",
                code = run.Code,
                hit = run.Injected.Count,
                seconds = Math.Round(run.Seconds, 1),
                warnings = run.Warnings,
                message = run.Message,
                docker = run
                    .Log.Split('\n')
                    .Where(line => Trouble().IsMatch(line) && !line.StartsWith("Executing: ", StringComparison.Ordinal))
                    .Distinct(StringComparer.Ordinal)
                    .Take(12),
                violations = run.Violations,
                details = run.Outcome == FaultOutcome.Violation ? run.ToString() : null,
            }
        );
    }

    public static string CountOf(int count) => count == FaultRule.Always ? "always" : $"{count}";

    /// <summary>Lines in which docker says that something went wrong.</summary>
    [GeneratedRegex(
        "error|fail|denied|unauthorized|unexpected|retrying|reset|refused|EOF|too many|not found",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Trouble();
}
