using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.IntegrationTests.Faults;

/// <summary>
/// Whatever goes wrong between engine and registry: the build succeeds with all in place, or fails with a code and leaves
/// nothing broken behind.
/// </summary>
[TestFixtureSource(typeof(Beds), nameof(Beds.Main))]
public sealed class FaultTests(string name) : IDisposable
{
    private FaultedMachine? machine;

    [OneTimeSetUp]
    public void Start() => machine = new FaultedMachine(Beds.Fresh(name), Beds.RegistryAddress);

    [OneTimeTearDown]
    public void NoteEndedEngines()
    {
        foreach (var lastWords in machine?.EndedEngines ?? [])
        {
            EndedEngines.Note(name, lastWords);
        }
    }

    public void Dispose() => machine?.Dispose();

    [Test]
    public void A_fault_leaves_no_image_that_is_broken_or_another_builds([Range(0, FaultSample.Size - 1)] int number)
    {
        var run = machine!.Run(FaultSample.Of(name, number));

        Assert.Multiple(() =>
        {
            Assert.That(run.Outcome, Is.Not.EqualTo(FaultOutcome.Violation), $"{run}");
            Assert.That(run.Injected, Is.Not.Empty, $"{run}");
        });
    }
}
