namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>
/// Services that are not read. None of their runs is trusted: taken for one outside CI, each branch's would move
/// <c>latest</c>.
/// </summary>
internal static class Unlisted
{
    private const string Scope = "name the branch in CacheScope";

    private static readonly (string Mark, string Name)[] Services =
    [
        ("CODEBUILD_BUILD_ID", "AWS CodeBuild"),
        ("SEMAPHORE", "Semaphore"),
        ("CIRRUS_CI", "Cirrus CI"),
    ];

    public static CiFacts? Read(CiVariables variables) =>
        Array.Find(Services, service => variables[service.Mark] is not null) is { Name: { } name }
            ? new CiFacts(name) { Doubt = $"what it builds is not read ({Scope})" }
        // People set it themselves, too.
        : variables["CI"]?.ToLowerInvariant() is null or "false" or "0" ? null
        : new CiFacts("a CI service that is not known")
        {
            Doubt = $"the variable CI is set (in CI, {Scope}; else remove the variable)",
        };
}
