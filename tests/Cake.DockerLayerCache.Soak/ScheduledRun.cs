using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>A run that is to be made, and its number.</summary>
internal sealed record ScheduledRun(int Number, string Bed, FaultScenario Scenario)
{
    public static IEnumerable<ScheduledRun> Of(SoakOptions options) =>
        (options.IsMatrix ? Matrix(options) : Drawn(options)).Skip(options.From).Take(options.Runs);

    private static IEnumerable<ScheduledRun> Matrix(SoakOptions options) =>
        (
            from count in new[] { 1, FaultRule.Always }
            where options.Counts.Count == 0 || options.Counts.Contains(RunLine.CountOf(count), StringComparer.Ordinal)
            from target in Enum.GetValues<FaultTarget>()
            where IsAskedFor(options.Targets, target)
            from kind in Enum.GetValues<FaultKind>()
            where IsAskedFor(options.Kinds, kind)
            from bed in options.BedNames
            select (Bed: bed, Scenario: new FaultScenario(new FaultRule(kind, target) { Count = count }))
        ).Select((run, number) => new ScheduledRun(number, run.Bed, run.Scenario));

    private static IEnumerable<ScheduledRun> Drawn(SoakOptions options) =>
        Enumerable
            .Range(0, int.MaxValue - options.Seed)
            .Select(number => new ScheduledRun(
                number,
                options.BedNames[number % options.BedNames.Count],
                FaultScenario.Of(options.Seed + number)
            ));

    private static bool IsAskedFor<T>(IReadOnlyList<string> asked, T value)
        where T : struct, Enum =>
        asked.Count == 0 || asked.Contains(value.ToString(), StringComparer.OrdinalIgnoreCase);
}
