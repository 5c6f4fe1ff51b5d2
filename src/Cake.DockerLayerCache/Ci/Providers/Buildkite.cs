namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>Buildkite, which Cake does not know.</summary>
internal static class Buildkite
{
    public const string Name = "Buildkite";

    public static CiFacts? Read(CiVariables variables)
    {
        if (variables["BUILDKITE"] is null)
        {
            return null;
        }

        var branch = CiText.Branch(variables["BUILDKITE_BRANCH"]);
        var tag = variables["BUILDKITE_TAG"];
        var number = variables["BUILDKITE_PULL_REQUEST"];
        var request = number is not (null or "false")
            ? new CiPullRequest(
                CiText.Number(number),
                branch,
                variables["BUILDKITE_PULL_REQUEST_BASE_BRANCH"],
                CiText.DifferAsRepositories(variables["BUILDKITE_PULL_REQUEST_REPO"], variables["BUILDKITE_REPO"])
            )
            : null;
        return new CiFacts(Name)
        {
            Branch = branch,
            Tag = tag,
            DefaultBranch = variables["BUILDKITE_PIPELINE_DEFAULT_BRANCH"],
            PullRequest = request,
            BuildsSource = variables["BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC"] != "true",
            Commit = CiText.Commit(variables["BUILDKITE_COMMIT"]),
            BuildNumber = CiText.Number(variables["BUILDKITE_BUILD_NUMBER"]),
            BuildLink = variables["BUILDKITE_BUILD_URL"],
            Source = CiText.Link(variables["BUILDKITE_REPO"]),
            Doubt = number is null ? "BUILDKITE_PULL_REQUEST is missing" : null,
        };
    }
}
