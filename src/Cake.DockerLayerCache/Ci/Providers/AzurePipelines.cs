namespace Cake.DockerLayerCache.Ci.Providers;

internal static class AzurePipelines
{
    public const string Name = "Azure Pipelines";

    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.AzurePipelines.IsRunningOnAzurePipelines)
        {
            return null;
        }

        var environment = variables.BuildSystem.AzurePipelines.Environment;
        var reference = environment.Repository.SourceBranch;
        var request =
            environment.PullRequest.IsPullRequest || reference.StartsWith("refs/pull/", StringComparison.Ordinal)
                ? new CiPullRequest(
                    CiText.Number(environment.PullRequest.Number) ?? CiText.Number(environment.PullRequest.Id),
                    CiText.Branch(environment.PullRequest.SourceBranch),
                    CiText.Branch(environment.PullRequest.TargetBranch),
                    // Cake says false where the variable is missing; the agent does in a run by hand of anyone's merge ref.
                    environment.PullRequest.IsPullRequest
                    && bool.TryParse(variables["SYSTEM_PULLREQUEST_ISFORK"], out var fork)
                        ? fork
                        : null
                )
                : null;
        return new CiFacts(Name)
        {
            Branch = CiText.Branch(reference),
            Tag = CiText.Tag(reference),
            PullRequest = request,
            Commit =
                CiText.Commit(variables["SYSTEM_PULLREQUEST_SOURCECOMMITID"])
                ?? CiText.Commit(environment.Repository.SourceVersion),
            BuildNumber = CiText.NotBlank(environment.Build.Number),
            BuildLink =
                variables["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"] is { } collection
                && CiText.NotBlank(environment.TeamProject.Name) is { } project
                && CiText.Number(environment.Build.Id) is { } build
                    ? $"{collection.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}"
                    : null,
            Source = CiText.Link(variables["BUILD_REPOSITORY_URI"]),
        };
    }
}
