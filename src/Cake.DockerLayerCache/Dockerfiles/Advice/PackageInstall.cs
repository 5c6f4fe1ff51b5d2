namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>A command that downloads packages.</summary>
/// <param name="tool">The package manager.</param>
/// <param name="manifests">
/// The files in which the packages are listed; empty where the command itself names them, so that no file decides.
/// </param>
internal sealed class PackageInstall(string tool, string manifests)
{
    public string Tool => tool;

    public string Manifests => manifests;

    /// <summary>What the command installs; null where it installs nothing, or too little is known of it.</summary>
    public static PackageInstall? Of(ShellCommand command)
    {
        var name = command.Name[(command.Name.LastIndexOf('/') + 1)..];
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

    private static PackageInstall? Pip(ShellCommand command)
    {
        if (command.Has("-r") || command.Has("--requirement"))
        {
            var at = command.Words.ToList().FindIndex(word => word is "-r" or "--requirement") + 1;
            return at < command.Words.Count ? new("pip", command.Words[at]) : null;
        }

        // The project itself, and what it needs: that cannot come before its files.
        return command.Operands.Any(word => word is "." or ['.', '/' or '[', ..]) || command.Has("-e")
            ? null
            : new("pip", "");
    }
}
