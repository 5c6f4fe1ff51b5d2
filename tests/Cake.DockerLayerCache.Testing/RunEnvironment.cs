using Cake.Core;
using Cake.Core.IO;

namespace Cake.DockerLayerCache.Testing;

/// <summary>
/// This process's environment without the CI service that may run the tests, and with another one's variables instead.
/// </summary>
public sealed class RunEnvironment(ICakeEnvironment environment, IReadOnlyDictionary<string, string> ciVariables)
    : ICakeEnvironment
{
    /// <summary>By one of these each service is known.</summary>
    public static readonly IReadOnlyList<string> Marks =
    [
        "APPVEYOR",
        "bamboo_buildNumber",
        "BITBUCKET_BUILD_NUMBER",
        "BITBUCKET_COMMIT",
        "BITRISE_BUILD_URL",
        "BUILDKITE",
        "BuildRunner",
        "CI",
        "CIRCLECI",
        "CIRRUS_CI",
        "CI_SERVER",
        "CODEBUILD_BUILD_ID",
        "ContinuaCI.Version",
        "DRONE",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "GO_SERVER_URL",
        "JENKINS_URL",
        "SEMAPHORE",
        "TEAMCITY_VERSION",
        "TF_BUILD",
        "TRAVIS",
    ];

    public DirectoryPath WorkingDirectory
    {
        get => environment.WorkingDirectory;
        set => environment.WorkingDirectory = value;
    }

    public DirectoryPath ApplicationRoot => environment.ApplicationRoot;

    public ICakePlatform Platform => environment.Platform;

    public ICakeRuntime Runtime => environment.Runtime;

    public DirectoryPath GetSpecialPath(SpecialPath path) => environment.GetSpecialPath(path);

    public string? GetEnvironmentVariable(string variable) =>
        ciVariables.TryGetValue(variable, out var value) ? value
        : Marks.Contains(variable, StringComparer.Ordinal) ? null
        : environment.GetEnvironmentVariable(variable);

    public IDictionary<string, string> GetEnvironmentVariables() =>
        environment
            .GetEnvironmentVariables()
            .Where(variable => !Marks.Contains(variable.Key, StringComparer.Ordinal))
            .Concat(ciVariables)
            .ToDictionary(StringComparer.Ordinal);
}
