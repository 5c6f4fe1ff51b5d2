namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>Services that do not say whether a run builds a pull request, so that none of their runs is trusted.</summary>
internal static class Others
{
    private const string Silent = "it does not say whether a run builds a pull request";

    public static CiFacts? Read(CiVariables variables)
    {
        var build = variables.BuildSystem;
        return build.Bamboo.IsRunningOnBamboo ? Bamboo(variables)
            : build.ContinuaCI.IsRunningOnContinuaCI ? Continua(variables)
            : build.GoCD.IsRunningOnGoCD ? GoCD(variables)
            : build.MyGet.IsRunningOnMyGet ? new CiFacts("MyGet") { Doubt = Silent }
            : null;
    }

    private static CiFacts Bamboo(CiVariables variables)
    {
        var environment = variables.BuildSystem.Bamboo.Environment;
        return new CiFacts("Bamboo")
        {
            Branch = CiText.Branch(environment.Repository.Branch),
            Commit = CiText.Commit(environment.Repository.Commit.RepositoryRevision),
            BuildNumber = CiText.Number(environment.Build.Number),
            BuildLink = CiText.NotBlank(environment.Build.ResultsUrl),
            Doubt = Silent,
        };
    }

    private static CiFacts Continua(CiVariables variables)
    {
        var build = variables.BuildSystem.ContinuaCI.Environment.Build;
        return new CiFacts("Continua CI")
        {
            Branch = CiText.Branch(build.LatestChangeset?.Branch),
            Commit = CiText.Commit(build.LatestChangeset?.Revision),
            BuildNumber = CiText.Number(build.BuildNumber),
            Doubt = Silent,
        };
    }

    private static CiFacts GoCD(CiVariables variables)
    {
        var environment = variables.BuildSystem.GoCD.Environment;
        return new CiFacts("GoCD")
        {
            Commit = CiText.Commit(environment.Repository.Revision),
            BuildNumber = CiText.Number(environment.Pipeline.Counter),
            Doubt = Silent,
        };
    }
}
