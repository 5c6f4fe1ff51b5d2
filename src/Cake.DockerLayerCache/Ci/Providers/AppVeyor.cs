namespace Cake.DockerLayerCache.Ci.Providers;

internal static class AppVeyor
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.AppVeyor.IsRunningOnAppVeyor)
        {
            return null;
        }

        var environment = variables.BuildSystem.AppVeyor.Environment;
        var repository = environment.Repository;
        // For a pull request the repository's branch is the one it goes into.
        var branch = CiText.NotBlank(repository.Branch);
        var request =
            environment.PullRequest.IsPullRequest || variables["APPVEYOR_PULL_REQUEST_NUMBER"] is not null
                ? new CiPullRequest(
                    CiText.Number(environment.PullRequest.Number),
                    variables["APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH"],
                    branch,
                    CiText.Differ(variables["APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME"], CiText.NotBlank(repository.Name))
                )
                : null;
        var tag = repository.Tag.IsTag ? CiText.NotBlank(repository.Tag.Name) : null;
        return new CiFacts("AppVeyor")
        {
            Branch = branch,
            Tag = tag,
            PullRequest = request,
            Commit = CiText.Commit(repository.Commit.Id),
            BuildNumber = CiText.Number(environment.Build.Number),
            BuildLink =
                variables["APPVEYOR_URL"] is { } server
                && variables["APPVEYOR_ACCOUNT_NAME"] is { } account
                && CiText.NotBlank(environment.Project.Slug) is { } project
                && CiText.NotBlank(environment.Build.Id) is { } build
                    ? $"{server}/project/{account}/{project}/builds/{build}"
                    : null,
        };
    }
}
