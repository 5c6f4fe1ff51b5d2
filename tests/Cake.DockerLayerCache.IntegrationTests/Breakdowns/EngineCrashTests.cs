using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>The engine ends in the middle of a build, with all that it runs, and comes back.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class EngineCrashTests(string name) : BreakdownTests(name)
{
    [Test]
    public void The_next_build_makes_it_good_and_nothing_foreign_is_touched([Values] Phase phase) =>
        OnLivingEngine(() =>
        {
            Held.NewVersion();

            var outcome = Crash(phase);
            Follow(outcome);

            AssertMadeGood(outcome);
        });

    [Test]
    public void An_engine_that_stays_away_is_named() => OnLivingEngine(StaysAway);

    private void StaysAway()
    {
        Held.NewVersion();
        using var hold = Held.HoldAt(Phase.Step);
        var building = Task.Run(Outcome);
        Held.AwaitHold(building);

        // Longer than it takes a busy machine to try again; and a build that would meet the engine again is held no more.
        Bed.Crash(TimeSpan.FromSeconds(15));
        hold.Dispose();
        var outcome = building.GetAwaiter().GetResult();

        Assert.That(outcome, Does.StartWith("DLC04"));
        Assert.That(
            outcome,
            Does.Contain(Bed.Name == Beds.Legacy ? "Cannot connect to the Docker daemon" : RunProblems.PruneContexts)
        );
        Follow(outcome);
        Held.Build();
        AssertInPlace();
    }

    // Else what BuildKit was reading at that moment may be taken for what it had read before.
    private void Follow(string outcome)
    {
        if (outcome.Contains(RunProblems.PruneContexts, StringComparison.Ordinal))
        {
            Bed.Docker(RunProblems.PruneContexts.Split(' ')[1..]);
        }
    }

    private string Crash(Phase phase)
    {
        using var hold = Held.HoldAt(phase);
        var building = Task.Run(Outcome);
        Held.AwaitHold(building);
        Bed.Crash();
        hold.Dispose();
        return building.GetAwaiter().GetResult();
    }

    // A build that is tried again may succeed; one that fails does so with a code.
    private string Outcome()
    {
        try
        {
            Held.Build();
            return "succeeded";
        }
        catch (DockerLayerCacheException problem)
        {
            return problem.Message;
        }
    }
}
