namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>Woodpecker; it says nothing of forks.</summary>
internal static class Woodpecker
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.WoodpeckerCI.IsRunningOnWoodpeckerCI)
        {
            return null;
        }

        var environment = variables.BuildSystem.WoodpeckerCI.Environment;
        var commit = environment.Commit;
        var number = CiText.NotBlank(commit.PullRequest);
        var request =
            number is not null
            || variables["CI_PIPELINE_EVENT"]?.StartsWith("pull_request", StringComparison.Ordinal) == true
            // Deployed, it has the event's name, and the request's code still.
            || CiText.IsOfRequest(variables["CI_COMMIT_REF"])
                ? new CiPullRequest(
                    CiText.Number(number ?? CiText.RequestIn(variables["CI_COMMIT_REF"])),
                    CiText.NotBlank(commit.SourceBranch),
                    CiText.NotBlank(commit.TargetBranch),
                    fork: null
                )
                : null;
        var tag = CiText.NotBlank(commit.Tag);
        return new CiFacts("Woodpecker CI")
        {
            Branch = CiText.Branch(commit.Branch),
            Tag = tag,
            DefaultBranch = CiText.NotBlank(environment.Repository.RepoDefaultBranch),
            PullRequest = request,
            Commit = CiText.Commit(commit.Sha),
            BuildNumber = CiText.Number(environment.Pipeline.Number),
            BuildLink = variables["CI_PIPELINE_URL"],
            Source = CiText.Link(variables["CI_REPO_URL"]),
        };
    }
}
