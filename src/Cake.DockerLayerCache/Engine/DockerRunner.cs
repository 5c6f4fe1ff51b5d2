using System.ComponentModel;
using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Runs docker's commands to their end, or to that of the call, and reads what they say as they say it.</summary>
internal sealed class DockerRunner : IDocker
{
    private const int NoExitCode = -1;

    private readonly IFileSystem fileSystem;
    private readonly IDockerTool tool;
    private readonly ToolSettings settings;
    private readonly ShownText shown;
    private readonly CallEnd end;
    private readonly Task<FilePath> path;

    public DockerRunner(ICakeContext context, IDockerTool tool, ToolSettings settings, ShownText shown, CallEnd end)
    {
        fileSystem = context.FileSystem;
        this.tool = tool;
        this.settings = settings;
        this.shown = shown;
        this.end = end;
        // Cake searches the tools folder and PATH each time it is asked: once does, beside what the caller does next.
        path = Task.Run(Resolve);
    }

    public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null)
    {
        if (!end.TryBegin())
        {
            return new DockerAnswer(NoExitCode, [], []) { Stopped = DockerFailure.Cancelled };
        }

        try
        {
            return RunToItsEnd(command, onOutput, onError);
        }
        finally
        {
            end.Ended();
        }
    }

    private DockerAnswer RunToItsEnd(DockerCommand command, Action<string>? onOutput, Action<string>? onError)
    {
        using var output = new LineSink(onOutput);
        using var error = new LineSink(onError);
        var mark = $"{Guid.NewGuid():N}";
        using var process = Start(command.WithEnvironment(ProcessTree.Variable, mark), output, error);
        bool inTime;
        using (end.Token.Register(() => Kill(process, mark)))
        {
            inTime = Wait(process);
        }

        if (!inTime)
        {
            ProcessTree.Kill(mark);
        }

        var exitCode = inTime ? process.GetExitCode() : NoExitCode;
        return new DockerAnswer(exitCode, output.Finish(), error.Finish())
        {
            Stopped =
                !inTime ? DockerFailure.TookTooLong(settings.ToolTimeout!.Value)
                : exitCode != 0 && end.Token.IsCancellationRequested ? DockerFailure.Cancelled
                : null,
        };
    }

    private IProcess Start(DockerCommand command, LineSink output, LineSink error)
    {
        try
        {
            return tool.Start(
                command,
                SettingsFor(command),
                new ProcessSettings
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    RedirectedStandardOutputHandler = output.Take,
                    RedirectedStandardErrorHandler = error.Take,
                },
                shown.Redacted
            );
        }
        catch (Win32Exception refused)
        {
            throw EngineProblems.NotStarted(refused.Message);
        }
    }

    private bool Wait(IProcess process)
    {
        if (settings.ToolTimeout is { } limit)
        {
            // Cake ends the process where it takes longer.
            return process.WaitForExit((int)Math.Min(limit.TotalMilliseconds, int.MaxValue));
        }

        process.WaitForExit();
        return true;
    }

    private static void Kill(IProcess process, string mark)
    {
        ProcessTree.Kill(mark);
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has just ended by itself.
        }
    }

    private DockerToolSettings SettingsFor(DockerCommand command)
    {
        var environment = new Dictionary<string, string>(settings.EnvironmentVariables, StringComparer.Ordinal);
        foreach (var (name, value) in command.Environment.Concat(command.SecretEnvironment))
        {
            environment[name] = value;
        }

        return new DockerToolSettings
        {
            ToolPath = path.GetAwaiter().GetResult(),
            WorkingDirectory = settings.WorkingDirectory,
            NoWorkingDirectory = settings.NoWorkingDirectory,
            SetupProcessSettings = settings.SetupProcessSettings,
            ArgumentCustomization = command is { IsBuild: true, IsOwn: false } ? Customization : null,
            EnvironmentVariables = environment,
        };
    }

    // What the user adds is shown as carefully.
    private Func<ProcessArgumentBuilder, ProcessArgumentBuilder>? Customization =>
        settings.ArgumentCustomization is { } customize
            ? arguments => ShownArgument.Each(customize(arguments), text => shown.Of(text))
            : null;

    private FilePath Resolve() =>
        tool.Find(
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
