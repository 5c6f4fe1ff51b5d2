namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What came of a build that something went wrong with.</summary>
public sealed record FaultedRun(string Bed, FaultScenario Scenario)
{
    public required FaultOutcome Outcome { get; init; }

    /// <summary>The code of the failure, where there was one.</summary>
    public string? Code { get; init; }

    /// <summary>What was thrown.</summary>
    public string? Message { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What must not be, and is.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    public IReadOnlyList<InjectedFault> Injected { get; init; } = [];

    /// <summary>What the registry was asked in the faulted build.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>All that the addin said in the faulted build.</summary>
    public string Log { get; init; } = "";

    /// <summary>All that is needed to see why.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            [
                $"{Outcome} {Code} on {Bed}, {Scenario}",
                .. Violations.Select(violation => $"violation: {violation}"),
                $"thrown: {Message ?? "nothing"}",
                .. Injected.Select(fault => $"injected: {fault}"),
                .. Requests.Select(request => $"asked: {request}"),
                "log:",
                Log,
            ]
        );
}
