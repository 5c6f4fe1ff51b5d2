namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>A command that downloads packages.</summary>
/// <param name="tool">The package manager.</param>
/// <param name="manifests">
/// The files in which the packages are listed; empty where the command itself names them, so that no file decides.
/// </param>
/// <param name="folder">Where the command looks for them.</param>
internal sealed class PackageInstall(string tool, string manifests, string folder = "./")
{
    private static readonly string[] Archives = [".whl", ".deb", ".rpm", ".apk", ".gem", ".tgz", ".tar.gz", ".zip"];

    // With these it looks for its files in another folder.
    private static readonly string[] Elsewhere =
    [
        "--prefix",
        "--directory",
        "--dir",
        "--cwd",
        "-C",
        "--working-dir",
        "--project",
    ];

    public string Tool => tool;

    /// <summary>What COPY has to bring in before it, and to where; empty where no file decides.</summary>
    public string Copied => manifests.Length == 0 ? "" : $"{manifests} {folder}";

    /// <summary>What the command installs; null where it installs nothing, or too little is known of it.</summary>
    public static PackageInstall? Of(ShellCommand command) =>
        Known(command) is { } install
        && (
            install.Copied.Length == 0
                ? !command.Operands.Any(IsLocal)
                : install.Tool is "pip" || !Values(command, Elsewhere).Any()
        )
            ? install
            : null;

    private static PackageInstall? Known(ShellCommand command)
    {
        var name = NameOf(command.Name);
        List<string> operands = [.. command.Operands];
        return (name, operands) switch
        {
            ("apt-get" or "apt" or "aptitude", ["install", ..]) => new(name, ""),
            ("apk", ["add", ..]) => new(name, ""),
            ("yum" or "dnf" or "microdnf" or "zypper", ["install", ..]) => new(name, ""),
            ("npm", ["ci", ..]) => new(name, "package.json package-lock.json"),
            ("npm" or "pnpm", ["install" or "i"]) when !IsGlobal(command) => new(
                name,
                name == "npm" ? "package.json package-lock.json" : "package.json pnpm-lock.yaml"
            ),
            ("npm" or "pnpm", ["install" or "i" or "add", _, ..]) => new(name, ""),
            ("pnpm", ["fetch"]) => new(name, "pnpm-lock.yaml"),
            ("yarn", [] or ["install"]) when !command.Has("--version") => new(name, "package.json yarn.lock"),
            ("pip" or "pip3", ["install", ..]) => Pip(command),
            ("python" or "python3", ["pip", "install", ..]) when command.Has("-m") => Pip(command),
            ("poetry", ["install"]) => new(name, "pyproject.toml poetry.lock"),
            ("pipenv", ["install" or "sync"]) => new(name, "Pipfile Pipfile.lock"),
            ("uv", ["sync"]) => new(name, "pyproject.toml uv.lock"),
            ("bundle", ["install"]) => new(name, "Gemfile Gemfile.lock"),
            ("gem", ["install", _, ..]) => new(name, ""),
            ("composer", ["install"]) => new(name, "composer.json composer.lock"),
            ("go", ["mod", "download", ..]) => new(name, "go.mod go.sum"),
            ("cargo", ["fetch", ..]) => new(name, "Cargo.toml Cargo.lock"),
            ("dotnet", ["restore", ..]) => new(name, "*.csproj"),
            ("mvn" or "mvnw", _) when operands.Exists(IsMavenDownload) => new(name, "pom.xml"),
            _ => null,
        };
    }

    public static IEnumerable<PackageInstall> In(Instruction instruction) =>
        ShellCommand.In(instruction).Select(Of).OfType<PackageInstall>();

    private static bool IsGlobal(ShellCommand command) => command.Has("-g") || command.Has("--global");

    private static bool IsMavenDownload(string goal) =>
        goal is "dependency:go-offline" or "dependency:resolve" or "dependency:resolve-plugins";

    // A file or folder of the project's own is there only behind the COPY that brings it.
    private static bool IsLocal(string word) =>
        !word.Contains("://", StringComparison.Ordinal)
        && (
            (word.Contains('/', StringComparison.Ordinal) && word[0] is not '@')
            || Array.Exists(Archives, end => word.EndsWith(end, StringComparison.Ordinal))
        );

    private static PackageInstall? Pip(ShellCommand command)
    {
        var files = Values(command, ["-r", "--requirement", "-c", "--constraint"])
            .Where(file => !file.Contains("://", StringComparison.Ordinal))
            .ToList();
        if (files.Count > 0)
        {
            // Of a path in the image nobody knows where it is in the build context.
            var folder = files[0].StartsWith('/') ? "" : files[0][..(files[0].LastIndexOf('/') + 1)];
            return files.TrueForAll(file => file == folder + NameOf(file) || file.StartsWith('/'))
                ? new(
                    "pip",
                    string.Join(' ', files.Select(file => folder + NameOf(file))),
                    folder.Length == 0 ? "./" : folder
                )
                : null;
        }

        // The project itself, and what it needs: that cannot come before its files.
        return
            command.Operands.Any(word => word is "." or ['.', '[', ..])
            || command.Has("-e")
            || command.Has("--editable")
            ? null
            : new("pip", "");
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The values of options: <c>-r X</c>, <c>-rX</c>, <c>--requirement X</c> and <c>--requirement=X</c>.</summary>
    private static IEnumerable<string> Values(ShellCommand command, string[] options)
    {
        var words = command.Words;
        for (var i = 1; i < words.Count; i++)
        {
            var option = Array.Find(options, each => words[i].StartsWith(each, StringComparison.Ordinal));
            var value = option is null ? null : words[i][option.Length..];
            if (value is "" && i + 1 < words.Count)
            {
                yield return words[++i];
            }
            else if (value is ['=', .. var given])
            {
                yield return given;
            }
            else if (value is { Length: > 0 } && option!.Length == 2)
            {
                yield return value;
            }
        }
    }
}
