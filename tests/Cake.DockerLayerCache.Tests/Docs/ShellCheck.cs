using System.Text.Json;
using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>Whether commands that users are shown are there, with the targets, files and versions that they name.</summary>
internal static class ShellCheck
{
    private static readonly string BuildScripts = string.Join(
        '\n',
        Directory
            .EnumerateFiles(RepositoryRoot.File("build"), "*.cake")
            .Prepend(RepositoryRoot.File("build.cake"))
            .Select(File.ReadAllText)
    );

    private static readonly Regex Inner = new(
        @"\$\((?<inner>[^)]*)\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public static string? Problem(string commands)
    {
        var syntax = Command.Run("bash", ["-n", "-c", commands]);
        return syntax.ExitCode != 0
            ? syntax.Error
            : Commands(commands)
                .Select(words =>
                    Known(words) ? null : $"'{string.Join(' ', words)}' is not known, or names what is not there"
                )
                .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The simple commands, each as its words: those on both sides of a pipe, and those in <c>$(…)</c>.</summary>
    private static IEnumerable<string[]> Commands(string text) =>
        text.Split('\n')
            .Select(line => Regex.Replace(line, @"(?:^|\s)#.*$", "", RegexOptions.NonBacktracking))
            .SelectMany(line =>
                Inner.Matches(line).Select(match => match.Groups["inner"].Value).Append(Inner.Replace(line, "VALUE"))
            )
            .SelectMany(line => Regex.Split(line, @"\|\|?|&&|;", RegexOptions.NonBacktracking))
            .Select(command => Regex.Replace(command.Trim(), "^[a-z_]+=[^ ]*", "", RegexOptions.NonBacktracking))
            .Select(command => command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0);

    private static bool Known(string[] words) =>
        words switch
        {
            ["echo", _] or ["true"] => true,
            ["./build.sh", .. var options] => options.All(IsOfBuild),
            ["dotnet", "cake", .. var options] => options.All(option =>
                option.StartsWith("--verbosity=", StringComparison.Ordinal)
            ),
            ["dotnet", "new", "tool-manifest"] => true,
            ["dotnet", "tool", "install", var tool, "--version", var version] => VersionOfTool(tool) == version,
            ["dotnet", "run", "--project", var project, ..] => Directory.Exists(RepositoryRoot.File(project)),
            ["dotnet", "run", var program, ..] => Directory
                .EnumerateFiles(RepositoryRoot.File("samples"), program, SearchOption.AllDirectories)
                .Any(),
            ["tests/engines/bed", var command, ..] => Bed.Contains(command),
            // These are run, with all their flags, by PagesRunTests.
            ["docker", "pull" or "build" or "push" or "login", ..] => true,
            ["docker", "builder", "prune", ..] or ["docker", "buildx", "create", ..] => true,
            _ => false,
        };

    private static bool IsOfBuild(string option)
    {
        var (name, value) = option.Split('=', 2) is [var left, var right] ? (left, right) : (option, "");
        return name == "--target"
            ? BuildScripts.Contains($"Task(\"{value}\")", StringComparison.Ordinal)
            : BuildScripts.Contains($"\"{name[2..]}\"", StringComparison.Ordinal);
    }

    private static string? VersionOfTool(string tool)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File(".config", "dotnet-tools.json")));
        return manifest
            .RootElement.GetProperty("tools")
            .EnumerateObject()
            .Where(each => each.Name.Equals(tool, StringComparison.OrdinalIgnoreCase))
            .Select(each => each.Value.GetProperty("version").GetString())
            .SingleOrDefault();
    }

    // bed: usage: bed up|wipe|env BED | crash BED [SECONDS] | …
    private static string[] Bed { get; } =
        Command
            .Run(RepositoryRoot.File("tests", "engines", "bed"), [])
            .Error.Split(["bed: ", "usage: ", "|", " "], StringSplitOptions.RemoveEmptyEntries);
}
