using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Runs docker as Cake runs every tool.</summary>
internal sealed class DockerTool : Tool<DockerToolSettings>, IDocker
{
    private readonly IFileSystem fileSystem;
    private readonly ToolSettings settings;
    private readonly Task<FilePath> path;

    public DockerTool(ICakeContext context, ToolSettings settings)
        : base(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    {
        fileSystem = context.FileSystem;
        this.settings = settings;
        // Cake searches the tools folder and PATH each time it is asked: once does, beside what the caller does next.
        path = Task.Run(Resolve);
    }

    public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null)
    {
        using var output = new LineSink(onOutput);
        using var error = new LineSink(onError);
        var exitCode = 0;
        Run(
            SettingsFor(command, code => exitCode = code),
            command.ToProcessArguments(),
            new ProcessSettings
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectedStandardOutputHandler = output.Take,
                RedirectedStandardErrorHandler = error.Take,
            },
            postAction: null
        );
        return new DockerAnswer(exitCode, output.Finish(), error.Finish());
    }

    protected override string GetToolName() => "Docker";

    protected override IEnumerable<string> GetToolExecutableNames() => ["docker", "docker.exe"];

    private DockerToolSettings SettingsFor(DockerCommand command, Action<int> onExit)
    {
        var environment = new Dictionary<string, string>(settings.EnvironmentVariables, StringComparer.Ordinal);
        foreach (var (name, value) in command.Environment)
        {
            environment[name] = value;
        }

        return new DockerToolSettings
        {
            ToolPath = path.GetAwaiter().GetResult(),
            ToolTimeout = settings.ToolTimeout,
            WorkingDirectory = settings.WorkingDirectory,
            NoWorkingDirectory = settings.NoWorkingDirectory,
            SetupProcessSettings = settings.SetupProcessSettings,
            ArgumentCustomization = command.IsBuild ? settings.ArgumentCustomization : null,
            EnvironmentVariables = environment,
            HandleExitCode = code =>
            {
                onExit(code);
                return true;
            },
        };
    }

    private FilePath Resolve() =>
        GetToolPath(
            new DockerToolSettings
            {
                ToolPath = settings.ToolPath,
                EnvironmentVariables = settings.EnvironmentVariables,
            }
        )
            is { } found
        && fileSystem.Exist(found)
            ? found
            : throw EngineProblems.DockerNotFound(settings.ToolPath?.FullPath);
}

/// <summary>The settings of one docker process.</summary>
internal sealed class DockerToolSettings : ToolSettings;
