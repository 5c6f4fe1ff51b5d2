using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>A command, or the whole call, takes longer than it may.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class TimeLimitTests(string name) : IDisposable
{
    // Each of docker's other commands has to be done by then, and the step to be reached.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private HeldBuild build = null!;

    [OneTimeSetUp]
    public void Build()
    {
        build = new HeldBuild(Beds.Fresh(name), Beds.RegistryAddress);
        // What only the first build on a machine takes its time for.
        build.Build();
    }

    public void Dispose() => build?.Dispose();

    [Test]
    public void A_command_that_takes_too_long_is_stopped()
    {
        var (problem, log) = Stopped(settings => settings.ToolTimeout = Limit);

        Assert.That(problem.Code, Is.EqualTo("DLC0401"));
        Assert.That(problem.Message, Does.Contain("its ToolTimeout"));
        // A step that takes too long would the next time, and with no cache too.
        Assert.That(log, Does.Not.Contain("attempt 2").And.Not.Contain("DLC0503"));
    }

    [Test]
    public void A_call_that_takes_too_long_is_stopped()
    {
        var (problem, _) = Stopped(settings => settings.CallTimeout = Limit * 2);

        Assert.That(problem.Code, Is.EqualTo("DLC0407"));
    }

    private (DockerLayerCacheException Problem, string Log) Stopped(Action<DockerMultiStageCachedBuildSettings> limit)
    {
        build.NewVersion();
        DockerLayerCacheException problem;
        using (build.HoldAt(Phase.Step))
        {
            var building = Task.Run(() => build.Build(limit));
            build.AwaitHold(() => building.IsCompleted);
            problem = Assert.ThrowsAsync<DockerLayerCacheException>(() => building)!;

            Assert.That(
                Eventually.Is(() => build.DockerProcesses.Count == 0, Grace),
                () => string.Join('\n', build.DockerProcesses)
            );
            Assert.That(
                Eventually.Is(() => build.StepProcesses.Count == 0, Grace),
                () => string.Join('\n', build.StepProcesses)
            );
        }

        var log = build.Log.Text;
        Assert.That(build.Faults(), Is.Empty);
        build.Build();
        Assert.That(build.FaultsOfVersion(), Is.Empty);
        return (problem, log);
    }
}
