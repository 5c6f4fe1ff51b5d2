namespace Cake.DockerLayerCache.Ci.Providers;

internal static class Bitrise
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.Bitrise.IsRunningOnBitrise)
        {
            return null;
        }

        var environment = variables.BuildSystem.Bitrise.Environment;
        var repository = environment.Repository;
        var branch = CiText.NotBlank(repository.GitBranch);
        var request = variables["BITRISE_PULL_REQUEST"] is { } number
            ? new CiPullRequest(
                CiText.Number(number),
                branch,
                variables["BITRISEIO_GIT_BRANCH_DEST"],
                CiText.DifferAsRepositories(
                    variables["BITRISEIO_PULL_REQUEST_REPOSITORY_URL"],
                    repository.GitRepositoryUrl
                )
            )
            : null;
        var tag = CiText.NotBlank(repository.GitTag);
        return new CiFacts("Bitrise")
        {
            Branch = branch,
            Tag = tag,
            PullRequest = request,
            Commit = CiText.Commit(repository.GitCommit),
            BuildNumber = CiText.NotBlank(environment.Build.BuildNumber),
            BuildLink = CiText.NotBlank(environment.Build.BuildUrl),
        };
    }
}
