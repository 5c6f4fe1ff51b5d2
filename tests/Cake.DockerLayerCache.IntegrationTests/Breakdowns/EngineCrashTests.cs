using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>The engine ends in the middle of a build, with all that it runs, and comes back.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class EngineCrashTests(string name) : IDisposable
{
    private Bed bed = null!;
    private HeldBuild build = null!;
    private Foreign foreign = null!;
    private string before = null!;

    [OneTimeSetUp]
    public void Build()
    {
        bed = Beds.Fresh(name);
        build = new HeldBuild(bed, Beds.RegistryAddress);
        build.Build();
        foreign = new Foreign(bed, Beds.RegistryAddress);
        before = foreign.State();
    }

    public void Dispose() => build?.Dispose();

    [Test]
    public void The_next_build_makes_it_good_and_nothing_foreign_is_touched([Values] Phase phase)
    {
        build.NewVersion();

        var outcome = Crash(phase);

        TestContext.Out.WriteLine(outcome);
        Assert.That(build.Faults(), Is.Empty, outcome);
        build.Build();
        Assert.That(build.FaultsOfVersion(), Is.Empty);
        Assert.That(foreign.State(), Is.EqualTo(before));
    }

    [Test]
    public void An_engine_that_stays_away_is_named()
    {
        build.NewVersion();
        using var held = build.HoldAt(Phase.Step);
        var building = Task.Run(Outcome);
        build.AwaitHold(() => building.IsCompleted);

        var crash = Task.Run(() => bed.Crash(TimeSpan.FromSeconds(3)));
        var outcome = building.GetAwaiter().GetResult();
        held.Dispose();
        crash.GetAwaiter().GetResult();

        Assert.That(outcome, Does.StartWith("DLC04"));
        Assert.That(FailureTable.KindOf(outcome), Is.EqualTo(FailureKind.EngineGone), outcome);
        build.Build();
        Assert.That(build.FaultsOfVersion(), Is.Empty);
    }

    private string Crash(Phase phase)
    {
        using var held = build.HoldAt(phase);
        var building = Task.Run(Outcome);
        build.AwaitHold(() => building.IsCompleted);
        bed.Crash();
        held.Dispose();
        return building.GetAwaiter().GetResult();
    }

    // A build that is tried again may succeed; one that fails does so with a code.
    private string Outcome()
    {
        try
        {
            build.Build();
            return "succeeded";
        }
        catch (DockerLayerCacheException problem)
        {
            return problem.Message;
        }
    }
}
