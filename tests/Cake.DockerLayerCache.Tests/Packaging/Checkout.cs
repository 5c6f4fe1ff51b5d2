using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>A repository of a test's own, with the addin's sources as they are now.</summary>
public sealed class Checkout : IDisposable
{
    private const string Project = "src/Cake.DockerLayerCache/Cake.DockerLayerCache.csproj";

    private readonly TemporaryFolder folder = new("checkout ");

    private Checkout() { }

    public string Path => folder.Path;

    public string Feed => folder.File("artifacts/feed");

    public string Commit => Git("rev-parse", "HEAD").Trim();

    /// <summary>The sources, committed or not, as one commit of a repository with this remote.</summary>
    public static Checkout OfSources(string remote)
    {
        var checkout = new Checkout();
        foreach (var file in Sources())
        {
            checkout.folder.Write(file, "");
            File.Copy(RepositoryRoot.File(file), checkout.folder.File(file), overwrite: true);
        }

        checkout.Git("init", "--quiet");
        checkout.Git("add", "--all", "--force");
        checkout.CommitAll();
        checkout.Git("remote", "add", "origin", remote);
        return checkout;
    }

    /// <summary>The same repository in another folder.</summary>
    public Checkout Copy()
    {
        var copy = new Checkout();
        copy.Git("clone", "--quiet", Path, ".");
        copy.Git("remote", "set-url", "origin", Git("remote", "get-url", "origin").Trim());
        return copy;
    }

    public void CommitAll() =>
        Git(
            "-c",
            "user.name=tests",
            "-c",
            "user.email=tests@localhost",
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "As it is"
        );

    public string Git(params string[] arguments) => Run("git", arguments);

    /// <summary>Packs into the repository's feed. The analyzers have had their say when the sources were built.</summary>
    public void Pack() => Run("dotnet", "pack", Project, "--configuration", "Release", "-p:RunAnalyzers=false");

    /// <summary>Properties of the addin's project, as JSON.</summary>
    public string Properties(params string[] names) =>
        Run(
            "dotnet",
            "msbuild",
            Project,
            "-restore",
            "-target:MinVer",
            "-property:Configuration=Release",
            $"-getProperty:{string.Join(',', names)}"
        );

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> Sources() =>
        Succeeded(
            Command.Run(
                "git",
                ["ls-files", "--cached", "--others", "--exclude-standard", "--", "."],
                workingDirectory: RepositoryRoot.Path
            )
        )
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || IsAboutBuilding(file))
            .Where(file => File.Exists(RepositoryRoot.File(file)));

    private static bool IsAboutBuilding(string file) =>
        file.StartsWith("Directory.", StringComparison.Ordinal)
        || file.StartsWith("build", StringComparison.Ordinal)
        || file is "README.md" or "nuget.config" or "global.json" or ".editorconfig" or ".gitignore" or ".gitattributes"
        || file.StartsWith("artifacts/", StringComparison.Ordinal);

    private string Run(string command, params string[] arguments) =>
        Succeeded(Command.Run(command, arguments, workingDirectory: Path)).Output;

    private static CommandResult Succeeded(CommandResult result) =>
        result.ExitCode == 0 ? result : throw new InvalidOperationException(result.Output + result.Error);
}
