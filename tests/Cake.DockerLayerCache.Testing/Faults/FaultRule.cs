using System.Globalization;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What goes wrong, where and when.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Target">The requests it can happen to.</param>
public sealed record FaultRule(FaultKind Kind, FaultTarget Target)
{
    public const int Always = int.MaxValue;

    /// <summary>The first of the matching requests that it happens to, from 1.</summary>
    public int First { get; init; } = 1;

    /// <summary>To how many of them it happens.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How likely it is for each request from the first on.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Decides where it is not certain.</summary>
    public int Seed { get; init; }

    /// <summary>How long a stall, a drip or an absence lasts; an absence that is to last always does.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(3);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind} at {Target}, from request {First}, {(Count == Always ? "always" : $"{Count}x")}, probability {Probability}"
        );
}
