namespace Cake.DockerLayerCache.References;

/// <summary>How often a command is tried, and how long it all may take.</summary>
/// <param name="Attempts">How often a command is run at most, the first time included.</param>
/// <param name="RetryBudget">How long after a command's first failure it may still be tried again.</param>
/// <param name="CallTimeout">How long the whole call may take; null: as long as it wants.</param>
internal sealed record RunLimits(int Attempts, TimeSpan RetryBudget, TimeSpan? CallTimeout)
{
    private const int MostAttempts = 20;

    /// <summary>The pause after the first failure; the next ones double.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    // What timers can count.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    public static RunLimits Default { get; } = new(4, TimeSpan.FromMinutes(2), CallTimeout: null);

    public static RunLimits From(int? attempts, TimeSpan? retryBudget, TimeSpan? callTimeout, TimeSpan? toolTimeout)
    {
        Check(nameof(DockerCachedBuildSettings.CallTimeout), callTimeout, TimeSpan.Zero);
        Check(nameof(DockerCachedBuildSettings.ToolTimeout), toolTimeout, TimeSpan.Zero);
        Check(nameof(DockerCachedBuildSettings.RetryBudget), retryBudget, TimeSpan.FromTicks(-1));
        if (attempts is < 1 or > MostAttempts)
        {
            throw InputProblems.MalformedValue(
                nameof(DockerCachedBuildSettings.Attempts),
                $"{attempts}",
                $"1, for no second attempt, to {MostAttempts}"
            );
        }

        return new RunLimits(attempts ?? Default.Attempts, retryBudget ?? Default.RetryBudget, callTimeout);
    }

    private static void Check(string setting, TimeSpan? value, TimeSpan above)
    {
        if (value <= above || value > Longest)
        {
            throw InputProblems.MalformedValue(
                setting,
                $"{value}",
                $"a time {(above < TimeSpan.Zero ? "of 0" : "above 0")} to {Longest.Days} days"
            );
        }
    }
}
