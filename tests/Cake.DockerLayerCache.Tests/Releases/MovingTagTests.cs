using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>No tag moves backwards.</summary>
public sealed class MovingTagTests
{
    private static readonly ImageName Image = ImageName.Parse("app", "Image");

    [TestCase("1.4.8", "1.4.7", "1.4.8 1.4 1 latest")]
    [TestCase("1.4.7", "1.4.7", "1.4.7 1.4 1 latest")]
    [TestCase("1.4.6", "1.4.7", "1.4.6")]
    [TestCase("2.0.0-rc.1", "1.4.7", "2.0.0-rc.1")]
    [TestCase("1.4.8", null, "1.4.8 1.4 1 latest")]
    public void Tags_go_on_and_never_back(string version, string? current, string moved)
    {
        var tags = For(version, _ => current is null ? null : Labels(current));

        Assert.That(string.Join(' ', tags.Moved.Select(reference => reference.Tag)), Is.EqualTo(moved));
        Assert.That(tags.Warnings, Is.Empty);
    }

    [Test]
    public void Each_tag_is_compared_with_what_it_stands_for()
    {
        var tags = For("1.4.8", tag => Labels(tag == "1.4" ? "1.4.7" : "1.5.0"));

        Assert.Multiple(() =>
        {
            Assert.That(tags.Moved.Select(reference => reference.Tag.Value), Is.EqualTo(["1.4.8", "1.4"]));
            Assert.That(tags.LeftAlone.Select(reference => reference.Tag.Value), Is.EqualTo(["1", "latest"]));
            Assert.That(
                tags.Notes,
                Is.EqualTo(["app:1 stays at 1.5.0: 1.4.8 is older.", "app:latest stays at 1.5.0: 1.4.8 is older."])
            );
        });
    }

    [TestCase(null, null, "release is not there, and org.opencontainers.image.version not there. ")]
    [TestCase("app:nightly", "nightly", "release is 'app:nightly', and org.opencontainers.image.version 'nightly'. ")]
    [TestCase(null, "9.0.1", "release is not there, and org.opencontainers.image.version '9.0.1'. ")]
    [TestCase("base:9.0.1", "9.0.1", "release is 'base:9.0.1', and org.opencontainers.image.version '9.0.1'. ")]
    [TestCase("app:9.0.1", "9.0.2", "release is 'app:9.0.1', and org.opencontainers.image.version '9.0.2'. ")]
    public void An_image_that_does_not_say_its_own_version_is_warned_of(string? release, string? version, string seen)
    {
        var tags = For("1.4.8", tag => tag == "latest" ? Labels(release, version) : null);

        Assert.That(tags.Moved, Has.Count.EqualTo(4));
        Assert.That(
            tags.Warnings.Single(),
            Does.StartWith("DLC0506: nobody can say whether app:latest moves backwards, ").And.Contains(seen)
        );
    }

    [Test]
    public void A_tag_that_stands_for_what_is_promoted_is_not_warned_of() =>
        Assert.That(For("1.4.8", _ => Labels(null, null), "sha256:1").Warnings, Is.Empty);

    [TestCase(null, "1.4.7", "1.4.7-alpine 1.4-alpine", "1.4.7")]
    [TestCase(null, "1.5.0-rc.1", "1.5.0 1.5", "1.5.0")]
    [TestCase(null, "1.4.6", "1.4.7-alpine", "1.4.7-alpine")]
    [TestCase(null, null, "1.4.7", "1.4.7")]
    [TestCase(null, "1.4.7", "latest", "1.4.7")]
    [TestCase("2.0.0", "1.4.7", "1.4.7-alpine", "2.0.0")]
    [TestCase(null, null, "latest", null)]
    public void What_is_promoted_is_the_version_that_the_script_or_its_tags_or_its_label_tell(
        string? said,
        string? built,
        string tags,
        string? version
    ) =>
        Assert.That(
            PromotionRequest
                .From(new DockerPromoteSettings { Version = said }, "app:sha-1a2b3c4", tags.Split(' '))
                .VersionOf(ReleaseVersion.TryParse(built))
                ?.Text,
            Is.EqualTo(version)
        );

    private static MovingTags For(
        string version,
        Func<string, IReadOnlyDictionary<string, string>?> labels,
        string? digest = null
    )
    {
        var parsed = ReleaseVersion.Parse(version, "version");
        return MovingTags.For(
            parsed,
            [
                .. ReleaseTags
                    .For(version, new DockerReleaseTagSettings(), null)
                    .Select(tag => Image.WithTag(ImageTag.Parse(tag, "Tags"))),
            ],
            [Image.Value],
            reference => labels(reference.Tag.Value) is { } found ? new RemoteImage("sha256:1", false, found) : null,
            digest
        );
    }

    private static Dictionary<string, string> Labels(string version) => Labels($"app:{version}", version);

    private static Dictionary<string, string> Labels(string? release, string? version)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (release is not null)
        {
            labels["cake.dockerlayercache.release"] = release;
        }

        if (version is not null)
        {
            labels["org.opencontainers.image.version"] = version;
        }

        return labels;
    }
}
