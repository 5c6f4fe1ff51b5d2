using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

public sealed class ReleaseVersionTests
{
    [TestCase("1.4.7", "1.4.7")]
    [TestCase("v1.4.7", "1.4.7")]
    [TestCase("0.0.0", "0.0.0")]
    [TestCase("2.0.0-rc.1", "2.0.0-rc.1")]
    [TestCase("1.0.0-0a.b-c", "1.0.0-0a.b-c")]
    [TestCase("1.4.7+build.5", "1.4.7")]
    [TestCase("1.4.99999999999999999999", "1.4.99999999999999999999")]
    public void A_version_is_read(string text, string version) =>
        Assert.That(ReleaseVersion.TryParse(text)?.Text, Is.EqualTo(version));

    [TestCase("")]
    [TestCase(null)]
    [TestCase("1")]
    [TestCase("1.4")]
    [TestCase("1.4.7.1")]
    [TestCase("01.4.7")]
    [TestCase("1.4.07")]
    [TestCase("1.4.7-")]
    [TestCase("1.4.7-01")]
    [TestCase("1.4.7-a..b")]
    [TestCase("1.4.7+")]
    [TestCase("1.4.7 ")]
    [TestCase("1.4.7\n")]
    [TestCase("latest")]
    [TestCase("-1.4.7")]
    [TestCase("vv1.4.7")]
    [TestCase("١.٤.٧")]
    public void What_is_no_version_is_none(string? text) => Assert.That(ReleaseVersion.TryParse(text), Is.Null);

    [Test]
    public void Versions_have_the_order_of_the_specification()
    {
        string[] ascending =
        [
            "0.9.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.9.0",
            "1.10.0",
            "2.0.0",
            "10.0.0",
        ];
        ReleaseVersion[] versions = [.. ascending.Select(text => ReleaseVersion.TryParse(text)!)];

        Assert.Multiple(() =>
        {
            for (var one = 0; one < versions.Length; one++)
            {
                for (var other = 0; other < versions.Length; other++)
                {
                    Assert.That(
                        versions[one].IsNewerThan(versions[other]),
                        Is.EqualTo(one > other),
                        $"{versions[one]} and {versions[other]}"
                    );
                }
            }
        });
    }

    [TestCase("latest", true)]
    [TestCase("1.4", true)]
    [TestCase("1", true)]
    [TestCase("v1", true)]
    [TestCase("1-alpine", true)]
    [TestCase("latest-alpine", true)]
    [TestCase("1.4_alpine", true)]
    [TestCase("release_V1", true)]
    [TestCase("latest--pr-12", true)]
    [TestCase("1.4.7", false)]
    [TestCase("1.4.7--pr-1", false)]
    [TestCase("v1.4.7-alpine", false)]
    [TestCase("1.5", false)]
    [TestCase("main", false)]
    [TestCase("sha-1a2b3c4", false)]
    public void A_tag_that_goes_on_to_the_next_version_is_known(string tag, bool moves) =>
        Assert.That(ReleaseVersion.TryParse("1.4.7")!.IsMovedBy(ImageTag.Parse(tag, "Tags")), Is.EqualTo(moves));
}
