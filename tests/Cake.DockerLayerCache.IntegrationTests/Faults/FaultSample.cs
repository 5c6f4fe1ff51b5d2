using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.IntegrationTests.Faults;

/// <summary>
/// A small part of all faults: each bed has every target and every group of kinds, and no two beds the same pairs. The
/// whole is for <c>tests/Cake.DockerLayerCache.Soak</c>.
/// </summary>
internal static class FaultSample
{
    public const int Size = 8;

    private static readonly FaultTarget[] Targets = Enum.GetValues<FaultTarget>();

    private static readonly FaultKind[] Refusals = [FaultKind.Unauthorized, FaultKind.Forbidden, FaultKind.NotFound];

    private static readonly FaultKind[][] Groups =
    [
        Refusals,
        [FaultKind.TooManyRequests, FaultKind.TooManyRequestsRetryAfter],
        [FaultKind.InternalError, FaultKind.BadGateway, FaultKind.ServiceUnavailable],
        [FaultKind.ResetBeforeResponse, FaultKind.ResetInBody, FaultKind.ResetAfterBody],
        [FaultKind.TruncatedBody, FaultKind.CorruptedBody],
        [FaultKind.Stall, FaultKind.SlowDrip],
        [FaultKind.RegistryAway],
    ];

    public static FaultScenario Of(string bed, int number)
    {
        var target = Targets[number % Targets.Length];
        var isUpload = target is FaultTarget.CacheWrite or FaultTarget.ImagePush && bed != Beds.ContainerdStore;
        var place = Array.IndexOf(Beds.Main, bed);
        var group = Groups[(number + (2 * place)) % Groups.Length];
        var kind = group[(number + place) % group.Length];
        return new FaultScenario(
            new FaultRule(kind, target)
            {
                // Docker itself tries an upload again for most of a minute, whatever the answer.
                Count = Refusals.Contains(kind) && !isUpload ? FaultRule.Always : 1,
            }
        )
        {
            HasEarlierBuild = number % 2 == 0,
            HasMinorTags = number % 5 == 0,
            IsFreshAgain = number % 3 == 0,
        };
    }
}
