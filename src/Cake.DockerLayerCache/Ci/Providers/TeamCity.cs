namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>TeamCity; it says what a branch is in a file of parameters, and nothing of forks.</summary>
internal static class TeamCity
{
    public const string Name = "TeamCity";

    // What a build configuration without a branch specification says for its one branch.
    private const string Unnamed = "<default>";

    private const string VcsBranch = "teamcity.build.vcs.branch.";

    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.TeamCity.IsRunningOnTeamCity)
        {
            return null;
        }

        var environment = variables.BuildSystem.TeamCity.Environment;
        var build = environment.Build;
        var reference = CiText.NotBlank(build.VcsBranchName) ?? variables["Git_Branch"];
        // Cake looks at one reference. There may be several repositories, and of each it is a part of a parameter's name.
        var ofRequest = build
            .ConfigProperties.Where(property => property.Key.StartsWith(VcsBranch, StringComparison.Ordinal))
            .Select(property => property.Value)
            .Append(reference)
            .FirstOrDefault(CiText.IsOfRequest);
        var number = Parameter("teamcity.pullRequest.number");
        var request =
            environment.PullRequest.IsPullRequest || ofRequest is not null || number is not null
                ? new CiPullRequest(
                    CiText.Number(environment.PullRequest.Number ?? 0)
                        ?? CiText.Number(number)
                        ?? CiText.Number(CiText.RequestIn(ofRequest)),
                    CiText.Branch(Parameter("teamcity.pullRequest.source.branch")),
                    CiText.Branch(Parameter("teamcity.pullRequest.target.branch")),
                    fork: null
                )
                : null;
        var isDefault = Parameter("teamcity.build.branch.is_default") == "true";
        var branch = CiText.Branch(reference) ?? Logical() ?? (isDefault ? Unnamed : null);
        return new CiFacts(Name)
        {
            Branch = branch,
            Tag = CiText.Tag(reference),
            DefaultBranch = isDefault ? branch : null,
            PullRequest = request,
            Commit = CiText.Commit(variables["BUILD_VCS_NUMBER"]),
            BuildNumber = CiText.NotBlank(build.Number),
            BuildLink =
                Parameter("teamcity.serverUrl") is { } server
                && build.BuildProperties.GetValueOrDefault("teamcity.build.id") is { } id
                    ? $"{server}/viewLog.html?buildId={id}"
                    : null,
        };

        string? Parameter(string name) => CiText.NotBlank(build.ConfigProperties.GetValueOrDefault(name));

        string? Logical() => CiText.NotBlank(build.BranchName) is { } name && name != Unnamed ? name : null;
    }
}
