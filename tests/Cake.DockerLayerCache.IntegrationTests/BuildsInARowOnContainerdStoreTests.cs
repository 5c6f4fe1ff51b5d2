namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What a builder moves that pushes straight from its cache, counted at the registry.</summary>
[TestFixtureSource(nameof(Samples))]
public sealed class BuildsInARowOnContainerdStoreTests(Sample sample) : BuildsInARowTests(Beds.ContainerdStore, sample)
{
    public static IEnumerable<TestFixtureData> Samples() =>
        new[] { Sample.Wide, Sample.Python, Sample.Go }.Select(sample =>
            new TestFixtureData(sample).SetArgDisplayNames(sample.Name)
        );

    [Test]
    public void An_unchanged_build_moves_no_layer() =>
        Assert.Multiple(() =>
        {
            Assert.That(First.BytesMoved, Is.GreaterThan(1_000_000), "what there is to be moved");
            Assert.That(Unchanged.BytesMoved, Is.LessThan(1_000_000));
        });
}
