using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Testing;

/// <summary>One real engine of <c>tests/engines</c>.</summary>
public sealed class Bed(string name)
{
    private const int CannotBeHad = 3;

    private static volatile bool isOver;

    private readonly Lazy<IReadOnlyDictionary<string, string>> environment = new(() =>
        Script("env", name)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
    );

    public string Name => name;

    /// <summary>What a process needs in its environment to meet this engine.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment.Value;

    /// <summary>The bed's own docker CLI.</summary>
    public string DockerPath =>
        Environment["PATH"].Split(':').Select(folder => Path.Combine(folder, "docker")).First(File.Exists);

    /// <summary>The bed as a machine made fresh.</summary>
    public void Wipe() => Script("wipe", name);

    /// <summary>The same, on a disk of its own of this size, as 200M.</summary>
    public void Wipe(string diskSize) =>
        Script(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BEDS_DISK"] = "loop",
                ["BEDS_DISK_SIZE"] = diskSize,
            },
            "wipe",
            name
        );

    /// <summary>Kills the engine and all it has started; returns when it is back with its data.</summary>
    public void Crash(TimeSpan away = default) => Script("crash", name, $"{(int)away.TotalSeconds}");

    public void Down() => Script("down", name);

    /// <summary>Whether the engine answers.</summary>
    public bool Answers => TryDocker("version").ExitCode == 0;

    /// <summary>The last lines of what the engine has said of itself.</summary>
    public string LastWords
    {
        get
        {
            var home = System.Environment.GetEnvironmentVariable("BEDS_HOME") ?? RepositoryRoot.File(".beds");
            var log = Path.Combine(home, name, "log");
            return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(80)) : "";
        }
    }

    /// <summary>Takes down all beds, and the registry.</summary>
    public static void DownAll() => Script("down");

    /// <summary>The same, and none comes up again in this process.</summary>
    public static void DownForGood()
    {
        isOver = true;
        DownAll();
    }

    /// <summary>Runs the bed's docker; fails the caller where docker fails.</summary>
    public CommandResult Docker(params string[] arguments)
    {
        var result = TryDocker(arguments);
        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {result.Error}");
    }

    /// <summary>What a container of an image says until it ends; fails the caller where that is not well.</summary>
    public string Run(string image, params IReadOnlyList<string> command)
    {
        // Out of docker's log: what docker run itself printed was seen to be nothing, once, on a busy machine.
        var container = Docker(["run", "--detach", image, .. command]).Output.Trim();
        var exitCode = Docker("wait", container).Output.Trim();
        var log = Docker("logs", container);
        return exitCode == "0"
            ? log.Output
            : throw new InvalidOperationException($"docker run {image}: exit code {exitCode}\n{log.Output}{log.Error}");
    }

    public CommandResult TryDocker(params string[] arguments) => Command.Run(DockerPath, arguments, Environment);

    /// <summary>Settings that send docker's commands to this bed.</summary>
    public T Use<T>(T settings)
        where T : ToolSettings
    {
        settings.ToolPath = DockerPath;
        foreach (var (key, value) in Environment)
        {
            settings.EnvironmentVariables[key] = value;
        }

        return settings;
    }

    internal static string Script(params string[] arguments) => Script(null, arguments);

    private static string Script(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        if (isOver && arguments[0] != "down")
        {
            throw new InvalidOperationException("all beds are taken down for good");
        }

        var result = Command.Run(RepositoryRoot.File("tests", "engines", "bed"), arguments, environment);
        return result.ExitCode switch
        {
            0 => result.Output,
            CannotBeHad => throw new BedUnavailableException(result.Error.Trim()),
            _ => throw new InvalidOperationException($"bed {string.Join(' ', arguments)}: {result.Error}"),
        };
    }
}

/// <summary>This machine cannot have the bed.</summary>
public sealed class BedUnavailableException(string message) : Exception(message);
