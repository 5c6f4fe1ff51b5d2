namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What a promotion moves, counted at the registry.</summary>
public sealed class PromotedBytesTests
{
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
