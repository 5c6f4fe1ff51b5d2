using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing;

/// <summary>The addin as a package, and the real Cake that runs scripts with it.</summary>
public static class AddinPackage
{
    /// <summary>The version that the scripts of samples/ ask for.</summary>
    public const string VersionOfSamples = "1.0.0";

    /// <summary>Packs what was built last into a folder that serves as a feed, under a version of the caller's.</summary>
    public static void Pack(string feed, string configuration, string version)
    {
        var result = Dotnet(
            null,
            "pack",
            RepositoryRoot.File("src", "Cake.DockerLayerCache", "Cake.DockerLayerCache.csproj"),
            "--no-build",
            "--configuration",
            configuration,
            $"-p:MinVerVersionOverride={version}",
            "--output",
            feed
        );
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Output);
        }
    }

    /// <summary>Runs dotnet in the repository, where its tools are known; all it says is the output, without colours.</summary>
    public static CommandResult Dotnet(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var result = Command.Run("dotnet", arguments, environment, RepositoryRoot.Path);
        var text = Regex.Replace(result.Output + result.Error, @"\x1b\[[0-9;]*m", "", RegexOptions.NonBacktracking);
        return result with { Output = text };
    }
}
