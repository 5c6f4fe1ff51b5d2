namespace Cake.DockerLayerCache.Ci.Providers;

internal static class Travis
{
    public const string Name = "Travis CI";

    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.TravisCI.IsRunningOnTravisCI)
        {
            return null;
        }

        var environment = variables.BuildSystem.TravisCI.Environment;
        // For a pull request that is the one it goes into, for a tag the tag's name.
        var branch = CiText.NotBlank(environment.Build.Branch);
        var slug = variables["TRAVIS_REPO_SLUG"];
        var request = variables["TRAVIS_PULL_REQUEST"] is not (null or "false")
            ? new CiPullRequest(
                CiText.Number(variables["TRAVIS_PULL_REQUEST"]),
                variables["TRAVIS_PULL_REQUEST_BRANCH"],
                branch,
                CiText.Differ(variables["TRAVIS_PULL_REQUEST_SLUG"], slug)
            )
            : null;
        var tag = CiText.NotBlank(environment.Build.Tag);
        return new CiFacts(Name)
        {
            Branch = branch,
            Tag = tag,
            PullRequest = request,
            Commit = CiText.Commit(environment.Repository.Commit),
            BuildNumber = CiText.Number(environment.Build.BuildNumber),
            BuildLink = variables["TRAVIS_BUILD_WEB_URL"],
            Doubt = variables["TRAVIS_PULL_REQUEST"] is null ? "TRAVIS_PULL_REQUEST is missing" : null,
        };
    }
}
