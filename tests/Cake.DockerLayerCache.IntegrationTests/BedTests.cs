namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What the beds themselves are relied on for.</summary>
public sealed class BedTests
{
    // Larger than any file can be.
    private const string Impossible = "9999999999G";

    [Test]
    public void An_engine_that_has_run_and_does_not_start_again_is_a_failure_and_none_that_is_missing()
    {
        var bed = Beds.Fresh(Beds.BuiltInBuildKit, "200M");

        Assert.That(
            () => bed.Wipe(Impossible),
            Throws.InvalidOperationException.With.Message.Contains("does not start again")
        );

        bed.Wipe();
        Assert.That(bed.Answers);
    }
}
