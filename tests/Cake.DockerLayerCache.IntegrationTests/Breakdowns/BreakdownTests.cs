using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>Tests that break into a build, on an engine where somebody else has something too.</summary>
public abstract class BreakdownTests(string name) : IDisposable
{
    private Foreign foreign = null!;
    private string before = null!;

    protected Bed Bed { get; private set; } = null!;

    protected HeldBuild Held { get; private set; } = null!;

    [OneTimeSetUp]
    public void Prepare()
    {
        Bed = Beds.Fresh(name);
        before = Beds.OnLiving(Bed, FirstBuild);
    }

    public void Dispose()
    {
        Held?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void OnLivingEngine(Action test) => Beds.OnLiving(Bed, test, Prepare);

    /// <summary>Nothing broken is left behind, the next build makes it good, and nothing foreign is touched.</summary>
    protected void AssertMadeGood(string outcome = "")
    {
        Assert.That(Held.Faults(), Is.Empty, outcome);
        Held.Build();
        AssertInPlace();
    }

    protected void AssertInPlace()
    {
        Assert.That(Held.FaultsOfVersion(), Is.Empty);
        Assert.That(foreign.State(), Is.EqualTo(before));
    }

    /// <summary>What only the first build on a machine takes its time for; returns what is foreign to it.</summary>
    private string FirstBuild()
    {
        Held?.Dispose();
        Held = new HeldBuild(Bed, Beds.RegistryAddress);
        Held.Build();
        foreign = new Foreign(Bed, Beds.RegistryAddress);
        return foreign.State();
    }
}
