namespace Cake.DockerLayerCache.Ci.Providers;

internal static class GitLab
{
    public const string Name = "GitLab CI";

    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.GitLabCI.IsRunningOnGitLabCI && variables["GITLAB_CI"] is null)
        {
            return null;
        }

        var environment = variables.BuildSystem.GitLabCI.Environment;
        var request = PullRequest(variables);
        var tag = CiText.NotBlank(environment.Build.Tag);
        return new CiFacts(Name)
        {
            Branch = CiText.Branch(environment.Build.RefName),
            Tag = tag,
            DefaultBranch = variables["CI_DEFAULT_BRANCH"],
            PullRequest = request,
            Commit = CiText.Commit(environment.Build.Reference),
            BuildNumber = CiText.Number(environment.Build.PipelineIId) ?? CiText.Number(environment.Build.PipelineId),
            BuildLink = variables["CI_PIPELINE_URL"],
            Source = CiText.Link(environment.Project.Url),
        };
    }

    private static CiPullRequest? PullRequest(CiVariables variables)
    {
        var request = variables.BuildSystem.GitLabCI.Environment.PullRequest;
        return variables["CI_PIPELINE_SOURCE"] switch
        {
            "external_pull_request_event" => new CiPullRequest(
                CiText.Number(variables["CI_EXTERNAL_PULL_REQUEST_IID"]),
                variables["CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME"],
                variables["CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME"],
                CiText.Differ(
                    variables["CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY"],
                    variables["CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY"]
                )
            ),
            var source when request.IsPullRequest || source == "merge_request_event" => new CiPullRequest(
                CiText.Number(request.IId),
                CiText.NotBlank(request.SourceBranch),
                CiText.NotBlank(request.TargetBranch),
                IsFork(variables)
            ),
            _ => null,
        };
    }

    // The run belongs to the fork's project or to the target's, as a member of the latter decides: both have to be
    // the one the code comes from.
    private static bool? IsFork(CiVariables variables)
    {
        var source = variables["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"];
        var target = variables["CI_MERGE_REQUEST_PROJECT_ID"];
        return CiText.Differ(source, variables["CI_PROJECT_ID"]) is false
            ? CiText.Differ(source, target) ?? false
            : CiText.Differ(source, variables["CI_PROJECT_ID"]);
    }
}
