using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

/// <summary>Tags, and in which order they move.</summary>
public sealed class ImageTagTests
{
    [TestCase("latest")]
    [TestCase("1.4.7")]
    [TestCase("v1")]
    [TestCase("_a")]
    [TestCase("A.b-C_d")]
    [TestCase("1.4.7-rc.1")]
    [TestCase("2026-01-01")]
    public void A_tag(string text) => Assert.That(ImageTag.Parse(text, "Tags").ToString(), Is.EqualTo(text));

    [Test]
    public void A_tag_as_long_as_can_be() =>
        Assert.That(ImageTag.Parse(new string('a', 128), "Tags").Value, Has.Length.EqualTo(128));

    [TestCase("1.4.7", 0)]
    [TestCase("v1.4.7", 0)]
    [TestCase("1.4.7-rc1", 0)]
    [TestCase("main", 0)]
    [TestCase("2026-01-01", 0)]
    [TestCase("1.4.7.1", 0)]
    [TestCase("1.4", 1)]
    [TestCase("v1.4", 1)]
    [TestCase("1", 1)]
    [TestCase("v1", 1)]
    [TestCase("1.4-alpine", 1)]
    [TestCase("release-1.4", 1)]
    [TestCase("release-1.4.7", 0)]
    [TestCase("1.4.7-8.0", 0)]
    [TestCase("1.4--feature", 1)]
    [TestCase("1.4.7--pr-12", 0)]
    [TestCase("main--2", 0)]
    [TestCase("latest", 2)]
    [TestCase("latest-alpine", 2)]
    [TestCase("latest_alpine", 2)]
    [TestCase("1.4_alpine", 1)]
    [TestCase("V1", 1)]
    [TestCase("2026_01_02", 0)]
    [TestCase("latest-8.0", 2)]
    [TestCase("latest--feature", 2)]
    public void A_tag_moves_the_more_the_fewer_versions_it_tells_apart(string tag, int mobility) =>
        Assert.That(ImageTag.Parse(tag, "Tags").Mobility, Is.EqualTo(mobility));

    [Test]
    public void The_tag_of_a_stage_is_its_name() =>
        Assert.That(ImageTag.Of("build.er-1_x", CacheScope.Shared).Value, Is.EqualTo("build.er-1_x"));
}
