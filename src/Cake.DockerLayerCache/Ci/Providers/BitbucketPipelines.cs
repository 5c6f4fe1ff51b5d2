namespace Cake.DockerLayerCache.Ci.Providers;

internal static class BitbucketPipelines
{
    public static CiFacts? Read(CiVariables variables)
    {
        var number = CiText.Number(variables["BITBUCKET_BUILD_NUMBER"]);
        // Cake wants three variables for it, of which one is deprecated.
        if (number is null && !variables.BuildSystem.BitbucketPipelines.IsRunningOnBitbucketPipelines)
        {
            return null;
        }

        var environment = variables.BuildSystem.BitbucketPipelines.Environment;
        var branch = CiText.NotBlank(environment.Repository.Branch);
        var tag = CiText.NotBlank(environment.Repository.Tag);
        var request = variables["BITBUCKET_PR_ID"] is not null
            ? new CiPullRequest(
                CiText.Number(environment.PullRequest.Id),
                branch,
                variables["BITBUCKET_PR_DESTINATION_BRANCH"],
                // Bitbucket starts no pipeline of a repository for a pull request from a fork of it.
                fork: branch is null ? null : false
            )
            : null;
        return new CiFacts("Bitbucket Pipelines")
        {
            Branch = branch,
            Tag = tag,
            PullRequest = request,
            Commit = CiText.Commit(environment.Repository.Commit),
            BuildNumber = number,
            BuildLink =
                number is not null && variables["BITBUCKET_REPO_FULL_NAME"] is { } repository
                    ? $"https://bitbucket.org/{repository}/pipelines/results/{number}"
                    : null,
            Source = CiText.Link(variables["BITBUCKET_GIT_HTTP_ORIGIN"]),
        };
    }
}
