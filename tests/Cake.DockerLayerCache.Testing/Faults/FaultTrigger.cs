namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Decides for each request whether its rule says that something goes wrong with it.</summary>
internal sealed class FaultTrigger(FaultRule rule, TimeProvider clock)
{
    private readonly Lock all = new();
    private readonly Random random = new(rule.Seed);
    private long? away;
    private int matched;
    private int injected;

    public FaultRule Rule => rule;

    public bool Hits(RegistryRequest request)
    {
        lock (all)
        {
            return IsAway || (Matches(request) && HitsNext());
        }
    }

    private bool IsAway =>
        away is { } since && (rule.Count == FaultRule.Always || clock.GetElapsedTime(since) < rule.Time);

    private bool Matches(RegistryRequest request) =>
        request.Target == rule.Target
        && (
            request.CanBeSpoiled
            || rule.Kind is not (FaultKind.TruncatedBody or FaultKind.CorruptedBody or FaultKind.SlowDrip)
        );

    private bool HitsNext()
    {
        matched++;
        if (matched < rule.First || injected >= rule.Count || random.NextDouble() >= rule.Probability)
        {
            return false;
        }

        injected++;
        if (rule.Kind == FaultKind.RegistryAway)
        {
            away = clock.GetTimestamp();
        }

        return true;
    }
}
