namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What a builder moves that pushes straight from its cache, counted at the registry.</summary>
public sealed class MovedBytesTests
{
    private const int Megabyte = 1_000_000;

    public static IEnumerable<TestCaseData> Samples() =>
        new[] { Sample.Wide, Sample.Python }.Select(sample => new TestCaseData(sample).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void An_unchanged_build_moves_no_layer_and_leaves_the_digest(Sample sample)
    {
        using var history = new History(Beds.ContainerdStore, sample);
        var first = history.Build();

        var unchanged = history.Build();

        Assert.Multiple(() =>
        {
            Assert.That(first.BytesMoved, Is.GreaterThan(Megabyte), "what there is to be moved");
            Assert.That(unchanged.BytesMoved, Is.LessThan(Megabyte));
            Assert.That(unchanged.Result.Digest, Is.EqualTo(first.Result.Digest));
        });
    }
}
