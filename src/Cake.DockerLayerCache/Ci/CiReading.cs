using Cake.Core;
using Cake.DockerLayerCache.Ci.Providers;

namespace Cake.DockerLayerCache.Ci;

/// <summary>Finds out which CI service has started this run, and what it says of it.</summary>
internal static class CiReading
{
    private static readonly IReadOnlyList<Func<CiVariables, CiFacts?>> Providers =
    [
        GitHubActions.Read,
        AzurePipelines.Read,
        GitLab.Read,
        TeamCity.Read,
        Jenkins.Read,
        AppVeyor.Read,
        BitbucketPipelines.Read,
        Woodpecker.Read,
        Travis.Read,
        Bitrise.Read,
        CircleCI.Read,
        Buildkite.Read,
        Drone.Read,
        Others.Read,
    ];

    /// <summary>
    /// Null outside CI. Where several services seem to be there (one that was started by another, or variables that
    /// lie), it is the one that is trusted least.
    /// </summary>
    /// <param name="context">Cake's.</param>
    /// <param name="defaultBranch">The default branch, as the user names it; null: as the service does.</param>
    public static CiFacts? Facts(ICakeContext context, string? defaultBranch)
    {
        var variables = new CiVariables(context);
        var facts =
            Providers.Select(read => read(variables)?.Settled).OfType<CiFacts>().MinBy(facts => facts.Trust)
            ?? Unlisted.Read(variables);
        return facts?.On(CiText.Branch(defaultBranch));
    }
}
