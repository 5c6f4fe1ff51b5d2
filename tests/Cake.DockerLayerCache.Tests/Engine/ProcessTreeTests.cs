using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Showing;
using Cake.DockerLayerCache.Testing.Breakdowns;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>A docker command ends with all that it has started.</summary>
public sealed class ProcessTreeTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    [TestCase("{0} & sh -c '{1} & wait' & wait", TestName = "{m} (a child and a grandchild)")]
    [TestCase("{0} & sh -c '{1} &'; wait", TestName = "{m} (one whose parent has ended)")]
    [TestCase("{0} & setsid {1} & wait", TestName = "{m} (one in a session of its own)")]
    public void What_docker_has_started_is_gone_when_the_call_is_ended(string script)
    {
        // So long does nothing else on this machine sleep.
        var length = Random.Shared.Next(100_000_000, 999_999_999);
        string[] sleeping = [$"sleep {length}", $"sleep {length}.5"];
        using var workspace = new Workspace();
        using var docker = Setup.Legacy.Fresh();
        docker.Act("build", string.Format(null, script, sleeping));
        var settings = Setup.Legacy.Use(new DockerCachedBuildSettings(), docker);
        var cake = workspace.Cake;
        using var end = new CallEnd();
        var runner = new DockerRunner(cake, new DockerTool(cake), settings, ShownText.For(cake, settings), end);
        try
        {
            var run = Task.Run(() => runner.Run(DockerCommand.Of("build", ".")));
            Assert.That(Eventually.Is(() => Array.TrueForAll(sleeping, IsThere), LongEnough), "all are started");

            // Beside the test, which must not wait for ever where something is left.
            var stopping = Task.Run(() => end.Stop(StopReason.Signal));

            Assert.That(Eventually.Is(() => !Array.Exists(sleeping, IsThere), LongEnough), "all are gone");
            Assert.That(Task.WaitAll([run, stopping], LongEnough));
            Assert.That(run.Result.Stopped, Is.Not.Null);
        }
        finally
        {
            Array.ForEach(sleeping, Processes.End);
        }
    }

    private static bool IsThere(string commandLine) =>
        Processes.With(commandLine).Contains(commandLine, StringComparer.Ordinal);
}
