namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>CircleCI, which Cake does not know.</summary>
internal static class CircleCI
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (variables["CIRCLECI"] is null)
        {
            return null;
        }

        var branch = CiText.Branch(variables["CIRCLE_BRANCH"]);
        var tag = variables["CIRCLE_TAG"];
        var request = PullRequest(variables, branch);
        return new CiFacts("CircleCI")
        {
            Branch = branch,
            Tag = tag,
            PullRequest = request,
            BuildsSource = true,
            Commit = CiText.Commit(variables["CIRCLE_SHA1"]),
            BuildNumber = CiText.Number(variables["CIRCLE_BUILD_NUM"]),
            BuildLink = variables["CIRCLE_BUILD_URL"],
            Source = CiText.Link(variables["CIRCLE_REPOSITORY_URL"]),
        };
    }

    // A pull request from a fork is built as the branch pull/12, and has a number of its own in the variables; one
    // from the repository is known by its address alone.
    private static CiPullRequest? PullRequest(CiVariables variables, string? branch)
    {
        var ofFork = branch?.StartsWith("pull/", StringComparison.Ordinal) == true;
        var number = variables["CIRCLE_PR_NUMBER"];
        var address = variables["CIRCLE_PULL_REQUEST"];
        var fork = ofFork || number is not null || variables["CIRCLE_PR_REPONAME"] is not null;
        return fork || address is not null
            ? new CiPullRequest(
                CiText.Number(number ?? address?.Split('/')[^1] ?? branch?.Split('/').ElementAtOrDefault(1)),
                ofFork ? null : branch,
                target: null,
                fork
            )
            : null;
    }
}
