using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

/// <summary>Repository names, good and bad, as docker's own grammar has them.</summary>
public sealed class ImageNameTests
{
    private const int MaxLength = 255;

    [TestCase("a")]
    [TestCase("0")]
    [TestCase("awesome-image")]
    [TestCase("me/awesome-image")]
    [TestCase("a/b/c/d")]
    [TestCase("a.b_c__d-e---f")]
    [TestCase("docker.myrepo.com/awesome-image")]
    [TestCase("docker.myrepo.com:5000/team/awesome-image")]
    [TestCase("Docker.MyRepo.com/awesome-image")]
    [TestCase("localhost/a")]
    [TestCase("localhost:5000/a")]
    [TestCase("myhost:5000/a")]
    [TestCase("127.0.0.1:5000/a")]
    [TestCase("[::1]/a")]
    [TestCase("[2001:db8::1]:5000/a")]
    [TestCase("my-host.example/a")]
    [TestCase("docker.io/library/busybox")]
    public void A_repository(string text) => Assert.That(ImageName.Parse(text, "Image").ToString(), Is.EqualTo(text));

    [Test]
    public void A_repository_as_long_as_can_be() =>
        Assert.That(ImageName.Parse(new string('a', MaxLength), "Image").Value, Has.Length.EqualTo(MaxLength));

    [TestCase("/a", "a part between slashes is empty")]
    [TestCase("a/", "a part between slashes is empty")]
    [TestCase("a//b", "a part between slashes is empty")]
    [TestCase("docker.myrepo.com/", "a part between slashes is empty")]
    [TestCase("-a", "'-a' begins with a separator")]
    [TestCase(".a", "'.a' begins with a separator")]
    [TestCase("_a", "'_a' begins with a separator")]
    [TestCase("a-", "'a-' ends with a separator")]
    [TestCase("a.", "'a.' ends with a separator")]
    [TestCase("a/b_", "'b_' ends with a separator")]
    [TestCase("a..b", "'a..b' has '..' as a separator")]
    [TestCase("a___b", "'a___b' has '___' as a separator")]
    [TestCase("a._b", "'a._b' begins with a separator")]
    [TestCase("a b", "' ' is not allowed in 'a b'")]
    [TestCase(" a", "' ' is not allowed in ' a'")]
    [TestCase("größe", "'ö' is not allowed in 'größe'")]
    [TestCase("a+b", "'+' is not allowed in 'a+b'")]
    [TestCase("${IMAGE}", "'$' is not allowed in '${IMAGE}'")]
    [TestCase("https://docker.myrepo.com/a", "'https:' has no valid port")]
    [TestCase("myhost:/a", "'myhost:' has no valid port")]
    [TestCase("myhost:port/a", "'myhost:port' has no valid port")]
    [TestCase("[::1]x/a", "'[::1]x' has no valid port")]
    [TestCase("my_host:5000/a", "'my_host:5000' is not a host")]
    [TestCase("docker..com/a", "'docker..com' is not a host")]
    [TestCase("-docker.com/a", "'-docker.com' is not a host")]
    [TestCase("docker-.com/a", "'docker-.com' is not a host")]
    [TestCase("[::1/a", "'[::1' is not a host")]
    [TestCase("[x]/a", "'[x]' is not a host")]
    public void No_repository(string text, string why) =>
        Assert.That(
            Assert.Throws<DockerLayerCacheException>(() => ImageName.Parse(text, "Image"))!.Message,
            Does.StartWith($"DLC0105: Image '{text}' is not a repository name: {why}. Expected ")
        );

    [Test]
    public void A_repository_longer_than_can_be() =>
        Assert.That(
            Assert
                .Throws<DockerLayerCacheException>(() => ImageName.Parse(new string('a', MaxLength + 1), "Image"))!
                .Message,
            Does.Contain("is not a repository name: it has 256 characters, more than 255.")
        );

    [TestCase("docker.io/library/busybox", "busybox")]
    [TestCase("index.docker.io/library/busybox", "busybox")]
    [TestCase("library/busybox", "busybox")]
    [TestCase("busybox", "busybox")]
    [TestCase("docker.io/me/image", "me/image")]
    [TestCase("docker.io/library/a/b", "library/a/b")]
    [TestCase("docker.myrepo.com/library/busybox", "docker.myrepo.com/library/busybox")]
    [TestCase("mydocker.io/me/image", "mydocker.io/me/image")]
    public void Docker_lists_an_image_of_Docker_Hub_under_its_short_name(string text, string listed) =>
        Assert.That(ImageName.Parse(text, "Image").Familiar, Is.EqualTo(listed));

    [TestCase("a", "a", null, null)]
    [TestCase("a:1", "a", "1", null)]
    [TestCase("a@sha256:1", "a", null, "sha256:1")]
    [TestCase("a:1@sha256:1", "a", "1", "sha256:1")]
    [TestCase("h:5000/a", "h:5000/a", null, null)]
    [TestCase("h:5000/a:1", "h:5000/a", "1", null)]
    [TestCase("[::1]:5000/a:1@d", "[::1]:5000/a", "1", "d")]
    public void A_reference_is_cut_into_its_parts(string text, string repository, string? tag, string? digest) =>
        Assert.That(ImageName.Split(text), Is.EqualTo((repository, tag, digest)));

    [Test]
    public void What_breaks_the_line_is_shown_as_a_shell_writes_it() =>
        Assert.That(
            Assert.Throws<DockerLayerCacheException>(() => ImageName.Parse("a\n::error::b", "Image"))!.Message,
            Does.StartWith(@"DLC0105: Image $'a\n::error::b' is not a repository name: 'a\n' ")
                .Or.StartWith(@"DLC0103: Image $'a\n::error::b' carries the tag 'b'.")
        );
}
