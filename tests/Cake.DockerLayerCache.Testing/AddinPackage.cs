using System.Reflection;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing;

/// <summary>The addin as a package, and the real Cake that runs scripts with it.</summary>
public static class AddinPackage
{
    /// <summary>The version that the scripts of samples/ ask for.</summary>
    public const string VersionOfSamples = "1.0.0";

    private static readonly Lazy<TemporaryFolder> Packed = new(() =>
    {
        var folder = new TemporaryFolder("addin ");
        Pack(folder.Path, VersionOfSamples);
        return folder;
    });

    private static readonly Lazy<CommandResult> Restored = new(() => Dotnet(null, "tool", "restore"));

    /// <summary>The configuration that the addin was built in.</summary>
    public static string Configuration =>
        typeof(DockerLayerCacheAliases).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>
    /// What a Cake of its own sees in its environment. NuGet has packages of a version once in its folder, and would give
    /// a script the addin of an earlier build: so the folder is one that is not there.
    /// </summary>
    public static IReadOnlyDictionary<string, string> CakeEnvironment { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NUGET_PACKAGES"] = Path.Combine(Path.GetTempPath(), $"no packages {Guid.NewGuid():N}"),
        };

    /// <summary>A folder that serves as a feed, with the addin as the scripts of samples/ ask for it; packed once.</summary>
    public static string FeedOfSamples => Packed.Value.Path;

    /// <summary>Packs what was built last into a folder that serves as a feed, under a version of the caller's.</summary>
    public static void Pack(string feed, string version) =>
        PackProject(
            RepositoryRoot.File("src", "Cake.DockerLayerCache", "Cake.DockerLayerCache.csproj"),
            feed,
            "--no-build",
            "--configuration",
            Configuration,
            $"-p:MinVerVersionOverride={version}"
        );

    /// <summary>Packs any project into a folder that serves as a feed.</summary>
    public static void PackProject(string project, string feed, params string[] options)
    {
        var result = Dotnet(null, ["pack", project, .. options, "--output", feed]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Output);
        }
    }

    /// <summary>The line by which a script takes an addin from a folder that serves as a feed.</summary>
    public static string AddinLine(string feed, string package, string version) =>
        $"#addin nuget:{new Uri(feed).AbsoluteUri}?package={package}&version={version}";

    /// <summary>Runs a script by the repository's Cake.</summary>
    public static CommandResult Cake(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Restored.Value.ExitCode == 0
            ? Dotnet(
                CakeEnvironment
                    .Concat(environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
                    .ToDictionary(StringComparer.Ordinal),
                ["cake", .. arguments]
            )
            : Restored.Value;

    /// <summary>Runs dotnet in the repository, where its tools are known; all it says is the output, without colours.</summary>
    public static CommandResult Dotnet(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var result = Command.Run("dotnet", arguments, environment, RepositoryRoot.Path);
        return result with { Output = WithoutColours(result.Output + result.Error) };
    }

    /// <summary>Deletes what this process has packed, and what its scripts have restored.</summary>
    public static void DeleteFolders()
    {
        if (Packed.IsValueCreated)
        {
            Packed.Value.Dispose();
        }

        var packages = CakeEnvironment["NUGET_PACKAGES"];
        if (Directory.Exists(packages))
        {
            Directory.Delete(packages, recursive: true);
        }
    }

    public static string WithoutColours(string text) =>
        Regex.Replace(text, @"\x1b\[[0-9;]*m", "", RegexOptions.NonBacktracking);
}
