namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>Jenkins; only its multibranch jobs say what is a pull request.</summary>
internal static class Jenkins
{
    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.Jenkins.IsRunningOnJenkins)
        {
            return null;
        }

        var environment = variables.BuildSystem.Jenkins.Environment;
        var request = environment.Change.IsPullRequest
            ? new CiPullRequest(
                CiText.Number(environment.Change.Id),
                CiText.NotBlank(environment.Change.Branch),
                CiText.NotBlank(environment.Change.Target),
                IsFork(environment.Change.Branch, environment.Change.Fork)
            )
            : null;
        var tag = variables["TAG_NAME"];
        var named = CiText.NotBlank(environment.Repository.BranchName);
        var branch = named ?? CheckedOut(environment.Repository.GitBranch);
        return new CiFacts("Jenkins")
        {
            Branch = branch,
            Tag = tag,
            DefaultBranch = variables["BRANCH_IS_PRIMARY"] == "true" ? branch : null,
            PullRequest = request,
            Commit = CiText.Commit(environment.Repository.GitCommitSha),
            BuildNumber = CiText.Number(environment.Build.BuildNumber),
            BuildLink = CiText.NotBlank(environment.Build.BuildUrl),
            Source = CiText.Link(environment.Repository.GitUrl),
            Doubt =
                request is null && named is null
                    ? "only a multibranch job says whether it builds a pull request"
                    : null,
        };
    }

    // A plugin that does not say where a change comes from names neither its branch nor its fork.
    private static bool? IsFork(string branch, string fork) =>
        CiText.NotBlank(fork) is not null ? true
        : CiText.NotBlank(branch) is not null ? false
        : null;

    private static string? CheckedOut(string branch)
    {
        const string Remote = "origin/";
        return CiText.Branch(branch.StartsWith(Remote, StringComparison.Ordinal) ? branch[Remote.Length..] : branch);
    }
}
