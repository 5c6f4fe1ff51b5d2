using System.Globalization;
using Cake.Core;
using Cake.Core.IO;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Showing;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>Docker's commands, run by Cake.Docker's own alias.</summary>
public sealed class ToolTests : IDisposable
{
    private RecordedLog log = null!;
    private DockerCachedBuildSettings settings = null!;
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Install()
    {
        folder = new TemporaryFolder("cake docker ");
        log = new RecordedLog();
        settings = new DockerCachedBuildSettings { ToolPath = folder.File("docker") };
        Docker("printf '%s\\n' \"$@\"");
    }

    [TearDown]
    public void Dispose() => folder?.Dispose();

    [Test]
    public void Arguments_arrive_as_they_are()
    {
        string[] arguments =
        [
            "image",
            "inspect",
            "--format",
            "{{.Id}} {{range .RepoTags}}",
            "two  words",
            "a\"b'c\\",
            "$HOME",
            "-x=",
        ];

        Assert.That(Run(DockerCommand.Of(arguments)).Output, Is.EqualTo(arguments));
    }

    [Test]
    public void One_word_is_a_command_too() =>
        Assert.That(Run(DockerCommand.Of("version")).Output, Is.EqualTo(new[] { "version" }));

    [Test]
    public void Output_errors_and_exit_code_are_read()
    {
        Docker("echo out; echo err >&2; exit 3");

        var answer = Run(DockerCommand.Of("pull", "a:1"));

        Assert.Multiple(() =>
        {
            Assert.That(answer.Output, Is.EqualTo(new[] { "out" }));
            Assert.That(answer.Error, Is.EqualTo(new[] { "err" }));
            Assert.That(answer.ExitCode, Is.EqualTo(3));
        });
    }

    [Test]
    public void It_is_Cake_Dockers_alias_that_starts_docker()
    {
        var seen = "";
        var cake = CakeHost.Create(log, folder.Path, runner => new WatchedRunner(runner, trace => seen = trace));

        Run(DockerCommand.Of("version"), cake);

        Assert.That(seen, Does.Contain("Cake.Docker.DockerAliases.DockerCustomCommand("));
    }

    [Test]
    public void Environment_and_working_directory_are_those_of_the_command()
    {
        Directory.CreateDirectory(folder.File("service"));
        settings.WorkingDirectory = "service";
        settings.EnvironmentVariables["DOCKER_HOST"] = "unix:///a b";
        Docker("pwd; echo $DOCKER_HOST; echo $DOCKER_BUILDKIT");

        Assert.That(
            Run(DockerCommand.Of("build", ".").WithEnvironment("DOCKER_BUILDKIT", "0")).Output,
            Is.EqualTo(new[] { folder.File("service"), "unix:///a b", "0" })
        );
    }

    [Test]
    public void The_users_own_arguments_are_for_builds()
    {
        settings.ArgumentCustomization = arguments => arguments.Append("--isolation=default");

        Assert.That(
            Run(DockerCommand.Of("build", ".")).Output,
            Is.EqualTo(new[] { "build", ".", "--isolation=default" })
        );
        Assert.That(Run(DockerCommand.Of("pull", "a:1")).Output, Is.EqualTo(new[] { "pull", "a:1" }));
    }

    [Test]
    public void A_secret_is_in_no_line_of_the_log()
    {
        settings.Redact = ["hunter-2"];

        Assert.That(Run(DockerCommand.Of("build", "--label", "x=hunter-2", ".")).Output, Does.Contain("x=hunter-2"));
        Assert.That(log.Text, Does.Contain("x=***").And.Not.Contain("hunter-2"));
    }

    [Test]
    public void A_command_that_takes_too_long_is_ended()
    {
        Docker("echo $$ > name; mv name pid; exec sleep 600");
        // Long enough for a shell to say who it is: on a busy machine, that is the next.
        foreach (var seconds in (int[])[1, 5, 60])
        {
            settings.ToolTimeout = TimeSpan.FromSeconds(seconds);
            Assert.That(Run(DockerCommand.Of("build", ".")).Stopped, Is.Not.Null);
            if (File.Exists(folder.File("pid")))
            {
                break;
            }
        }

        var pid = int.Parse(File.ReadAllText(folder.File("pid")), CultureInfo.InvariantCulture);
        Assert.That(() => Directory.Exists($"/proc/{pid}"), Is.False.After(10).Seconds.PollEvery(50));
    }

    [Test]
    public void Docker_that_is_not_there_is_told_as_without_Cake_Docker()
    {
        settings.ToolPath = folder.File("no-docker");

        Assert.That(
            () => Run(DockerCommand.Of("version")),
            Throws.TypeOf<DockerLayerCacheException>().With.Property("Code").EqualTo("DLC0301")
        );
    }

    private DockerAnswer Run(DockerCommand command, ICakeContext? context = null)
    {
        var cake = context ?? CakeHost.Create(log, folder.Path);
        using var end = new CallEnd();
        return new DockerRunner(cake, new CakeDockerTool(cake), settings, ShownText.For(cake, settings), end).Run(
            command
        );
    }

    private void Docker(string script)
    {
        folder.Write("docker", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder.File("docker"),
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }

    private sealed class WatchedRunner(IProcessRunner runner, Action<string> watch) : IProcessRunner
    {
        public IProcess Start(FilePath filePath, ProcessSettings settings)
        {
            watch(Environment.StackTrace);
            return runner.Start(filePath, settings);
        }
    }
}
