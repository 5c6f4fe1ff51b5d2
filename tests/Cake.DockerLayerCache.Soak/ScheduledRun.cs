using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>A run that is to be made, and its number.</summary>
internal sealed record ScheduledRun(int Number, string Bed, FaultScenario Scenario)
{
    public static IEnumerable<ScheduledRun> Of(SoakOptions options) =>
        (options.IsMatrix ? Matrix(options) : Drawn(options)).Skip(options.From).Take(options.Runs);

    private static IEnumerable<ScheduledRun> Matrix(SoakOptions options) =>
        (
            from count in options.Counts
            from target in options.Targets
            from kind in options.Kinds
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
}
