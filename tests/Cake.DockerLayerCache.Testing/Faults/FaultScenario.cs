namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>A build that something goes wrong with, and what was there before.</summary>
/// <param name="Rule">What goes wrong.</param>
public sealed record FaultScenario(FaultRule Rule)
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private static readonly FaultTarget[] Targets = Enum.GetValues<FaultTarget>();

    /// <summary>What the scenario was made from, to make it again.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether an earlier build has left its cache and its tags.</summary>
    public bool HasEarlierBuild { get; init; } = true;

    /// <summary>Whether <c>1.4</c> and <c>1</c> are pushed too.</summary>
    public bool HasMinorTags { get; init; }

    /// <summary>Whether a build that follows runs on a fresh machine.</summary>
    public bool IsFreshAgain { get; init; }

    public string[] Tags => HasMinorTags ? ["1.4.7", "1.4", "1", "latest"] : ["1.4.7", "latest"];

    public static FaultScenario Of(int seed)
    {
        var random = new Random(seed);
        var kind = Kinds[random.Next(Kinds.Length)];
        var target = Targets[random.Next(Targets.Length)];
        var rule = new FaultRule(kind, target)
        {
            // There are as many of these as tags, and more of all others.
            First = 1 + random.Next(target == FaultTarget.TagPush ? 3 : 8),
            Seed = seed,
        };
        rule = random.Next(10) switch
        {
            0 => rule with { Count = FaultRule.Always },
            <= 3 => rule with { Count = FaultRule.Always, Probability = 0.3 },
            <= 5 => rule with { Count = 2 },
            _ => rule,
        };
        return new FaultScenario(rule)
        {
            Seed = seed,
            HasEarlierBuild = random.Next(4) > 0,
            HasMinorTags = random.Next(3) == 0,
            IsFreshAgain = random.Next(2) == 0,
        };
    }

    public override string ToString() =>
        (Seed is { } seed ? $"seed {seed}: " : "")
        + $"{Rule}; {(HasEarlierBuild ? "after" : "without")} an earlier build; tags {string.Join(' ', Tags)}";
}
