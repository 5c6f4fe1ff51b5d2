using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>What a builder says of its own cache.</summary>
public sealed class BuilderCacheListTests
{
    [TestCase("Reclaimable:\t0B\nTotal:\t\t0B")]
    [TestCase("Images: 3\nContainers: 0\nLocal Volumes: 0\nBuild Cache: 0")]
    [TestCase("")]
    public void An_empty_cache_has_no_oldest_record(string output) =>
        Assert.That(BuilderCacheList.Oldest(output.Split('\n')), Is.Null);

    [Test]
    public void The_oldest_record_is_found_in_both_layouts_of_buildx() =>
        Assert.That(
            BuilderCacheList.Oldest([
                "ID:\t\ttaoi9rsa7i1fe9a6y5tx0tpjx",
                "Created at:\t2026-11-24 14:58:42.878160072 +0000 UTC",
                "ID:           movm9jb2omlq1fnulee4o8hb0",
                "Created at:   2026-11-24 15:03:27.335357382 +0000 UTC",
            ]),
            Is.EqualTo(
                DateTimeOffset.Parse("2026-11-24T14:58:42.8781601Z", System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [TestCase("Created at:\tyesterday")]
    [TestCase("Build Cache: 15")]
    public void A_record_without_a_time_may_be_of_any(string line) =>
        Assert.That(BuilderCacheList.Oldest([line]), Is.EqualTo(DateTimeOffset.MinValue));
}
