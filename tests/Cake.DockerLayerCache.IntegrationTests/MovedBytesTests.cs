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

    [Test]
    public void A_promotion_moves_no_layer()
    {
        var bed = Beds.Fresh(Beds.ContainerdStore);
        using var workspace = new Workspace(
            """
            ARG REGISTRY
            FROM ${REGISTRY}/busybox:1
            RUN head -c 5000000 /dev/urandom > noise
            """
        );
        workspace.Build(bed, settings => settings.Tags = ["sha-1a2b3c4"]);
        Beds.Fresh(Beds.ContainerdStore);
        Beds.Registry.Reset();

        var promotion = workspace
            .Cake()
            .DockerPromote(
                bed.Use(new DockerPromoteSettings()),
                $"{workspace.Image}:sha-1a2b3c4",
                "1.4.7",
                "1.4",
                "1",
                "latest"
            );

        Assert.Multiple(() =>
        {
            Assert.That(promotion.Tags, Has.Count.EqualTo(4));
            Assert.That(Beds.Registry.Pulled + Beds.Registry.Pushed, Is.LessThan(100_000));
            Assert.That(Beds.Registry.Requests, Has.None.Contains("/blobs/uploads"));
        });
    }
}
