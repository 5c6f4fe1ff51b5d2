namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>Drone, which Cake does not know; it says nothing of forks.</summary>
internal static class Drone
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (variables["DRONE"] is null)
        {
            return null;
        }

        // For a pull request that is the one it goes into.
        var branch = CiText.Branch(variables["DRONE_BRANCH"]);
        var tag = variables["DRONE_TAG"];
        var request =
            variables["DRONE_PULL_REQUEST"] is not null
            || variables["DRONE_BUILD_EVENT"] == "pull_request"
            // Promoted or rolled back, it has the event's name, and the request's code still.
            || CiText.IsOfRequest(variables["DRONE_COMMIT_REF"])
                ? new CiPullRequest(
                    CiText.Number(variables["DRONE_PULL_REQUEST"] ?? CiText.RequestIn(variables["DRONE_COMMIT_REF"])),
                    variables["DRONE_SOURCE_BRANCH"],
                    variables["DRONE_TARGET_BRANCH"] ?? branch,
                    fork: null
                )
                : null;
        return new CiFacts("Drone")
        {
            Branch = branch,
            Tag = tag,
            DefaultBranch = variables["DRONE_REPO_BRANCH"],
            PullRequest = request,
            Commit = CiText.Commit(variables["DRONE_COMMIT_SHA"]),
            BuildNumber = CiText.Number(variables["DRONE_BUILD_NUMBER"]),
            BuildLink = variables["DRONE_BUILD_LINK"],
            Source = CiText.Link(variables["DRONE_REPO_LINK"]),
        };
    }
}
