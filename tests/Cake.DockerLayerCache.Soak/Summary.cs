using System.Globalization;
using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>How many runs have ended how, by bed and target.</summary>
internal sealed class Summary
{
    private readonly List<FaultedRun> runs = [];

    public bool HasViolations => runs.Exists(run => run.Outcome == FaultOutcome.Violation);

    public void Add(FaultedRun run) => runs.Add(run with { Log = "", Requests = [] });

    public override string ToString() =>
        string.Join(
            '\n',
            runs.GroupBy(run => (run.Bed, run.Scenario.Rule.Target))
                .Select(group => Row(group.Key.Bed, $"{group.Key.Target}", [.. group]))
                .Prepend(
                    $"{"bed", -22}{"target", -12}{"runs", 6}{"hit", 6}{"success", 9}{"coded", 7}{"violations", 12}{"mean s", 8}"
                )
                .Append(Row("all", "", runs))
        );

    private static string Row(string bed, string target, List<FaultedRun> of)
    {
        var mean = of.Count == 0 ? 0 : of.Average(run => run.Seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bed, -22}{target, -12}{of.Count, 6}{of.Count(run => run.Injected.Count > 0), 6}{Of(FaultOutcome.Success), 9}{Of(FaultOutcome.Coded), 7}{Of(FaultOutcome.Violation), 12}{mean, 8:0.0}"
        );

        int Of(FaultOutcome outcome) => of.Count(run => run.Outcome == outcome);
    }
}
