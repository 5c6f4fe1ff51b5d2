using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>A command, or the whole call, takes longer than it may.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class TimeLimitTests(string name) : BreakdownTests(name)
{
    // Each of docker's other commands has to be done by then, and the step to be reached: on a busy machine, by the next.
    private static readonly TimeSpan[] Limits = [.. new[] { 6, 20, 60 }.Select(each => TimeSpan.FromSeconds(each))];
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    // Of a command that is run once more, and of one without a cache.
    private static readonly string[] Again = ["attempt 2", "DLC0503"];

    [Test]
    public void A_command_that_takes_too_long_is_stopped() =>
        OnLivingEngine(() =>
        {
            var (problem, log) = Stopped((settings, limit) => settings.ToolTimeout = limit);

            Assert.That(problem.Code, Is.EqualTo("DLC0401"));
            Assert.That(problem.Message, Does.Contain("its ToolTimeout"));
            // A step that takes too long would the next time, and with no cache too.
            Assert.That(Again.Where(sign => log.Contains(sign, StringComparison.Ordinal)), Is.Empty, log);
        });

    [Test]
    public void A_call_that_takes_too_long_is_stopped() =>
        OnLivingEngine(() =>
        {
            var (problem, _) = Stopped((settings, limit) => settings.CallTimeout = limit * 2);

            Assert.That(problem.Code, Is.EqualTo("DLC0407"));
        });

    private (DockerLayerCacheException Problem, string Log) Stopped(
        Action<DockerMultiStageCachedBuildSettings, TimeSpan> limit
    )
    {
        var problem = Limits
            .Select(each => AtStep(settings => limit(settings, each)))
            .FirstOrDefault(found => found is not null);
        Assert.That(problem, Is.Not.Null, "the step was never reached");

        var log = Held.Log.Text;
        AssertMadeGood();
        return (problem!, log);
    }

    /// <summary>How the build ended; null where a command before its step took too long.</summary>
    private DockerLayerCacheException? AtStep(Action<DockerMultiStageCachedBuildSettings> limit)
    {
        Held.NewVersion();
        using var hold = Held.HoldAt(Phase.Step);
        var building = Task.Run(() => Held.Build(limit));
        var reached =
            Held.ComesToHold(building) && Again.All(sign => !Held.Log.Text.Contains(sign, StringComparison.Ordinal));
        var problem = Assert.ThrowsAsync<DockerLayerCacheException>(() => building)!;

        Assert.That(
            Eventually.Is(() => Held.RunningProcesses.Count == 0, Grace),
            () => string.Join('\n', Held.RunningProcesses)
        );
        return reached ? problem : null;
    }
}
