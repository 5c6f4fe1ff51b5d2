using Cake.Core;
using Cake.Core.IO;
using Cake.Core.IO.Arguments;
using Cake.Core.Tooling;
using Cake.Docker;
using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>Docker as Cake.Docker finds it, and started by its alias for any command.</summary>
internal sealed class CakeDockerTool(ICakeContext context)
    : GenericDockerRunner<DockerCustomCommandSettings>(
        context.FileSystem,
        context.Environment,
        context.ProcessRunner,
        context.Tools
    ),
        IDockerTool
{
    public FilePath? Find(ToolSettings settings) =>
        GetToolPath(
            new DockerCustomCommandSettings
            {
                ToolPath = settings.ToolPath,
                EnvironmentVariables = settings.EnvironmentVariables,
            }
        );

    public IProcess Start(
        DockerCommand command,
        ToolSettings settings,
        ProcessSettings redirection,
        Func<string, string> shown
    )
    {
        // The alias waits to the end, keeps the output until then, and leaves the errors unread: it is let start docker,
        // and the process is taken from it.
        var starting = new StartingContext(context);
        starting.DockerCustomCommand(
            new DockerCustomCommandSettings
            {
                ToolPath = settings.ToolPath,
                WorkingDirectory = settings.WorkingDirectory,
                NoWorkingDirectory = settings.NoWorkingDirectory,
                EnvironmentVariables = settings.EnvironmentVariables,
                ArgumentCustomization = rendered =>
                {
                    var arguments = Shown(rendered, command, shown);
                    return settings.ArgumentCustomization?.Invoke(arguments) ?? arguments;
                },
                SetupProcessSettings = process =>
                {
                    process.RedirectStandardOutput = redirection.RedirectStandardOutput;
                    process.RedirectStandardError = redirection.RedirectStandardError;
                    process.RedirectedStandardOutputHandler = redirection.RedirectedStandardOutputHandler;
                    process.RedirectedStandardErrorHandler = redirection.RedirectedStandardErrorHandler;
                    settings.SetupProcessSettings?.Invoke(process);
                },
            },
            command.ToProcessArguments(argument => argument).Render()
        );
        return starting.Process;
    }

    // Cake.Docker would show a custom command as it is, with its secrets.
    private static ProcessArgumentBuilder Shown(
        ProcessArgumentBuilder rendered,
        DockerCommand command,
        Func<string, string> shown
    )
    {
        var arguments = new ProcessArgumentBuilder();
        arguments.Append(
            new ShownArgument(new TextArgument(rendered.Render()), _ => command.ToProcessArguments(shown).RenderSafe())
        );
        return arguments;
    }
}
