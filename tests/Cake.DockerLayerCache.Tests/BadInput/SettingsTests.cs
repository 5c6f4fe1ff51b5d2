using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.BadInput;

/// <summary>Settings that cannot be right, whatever the Dockerfile and the engine are.</summary>
public sealed class SettingsTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void An_empty_image(string? image) =>
        Assert.That(
            Refusal(new() { Image = image }),
            Is.EqualTo(
                "DLC0101: Image is empty. Expected a repository such as docker.myrepo.com/awesome-image. "
                    + "Set Image to the image's repository."
            )
        );

    [TestCase("docker.myrepo.com/Awesome-Image", "docker.myrepo.com/awesome-image")]
    [TestCase("Docker.MyRepo.com/Team/App", "Docker.MyRepo.com/team/app")]
    [TestCase("App", "app")]
    [TestCase("MyUser/app", "myuser/app")]
    public void An_image_with_upper_case(string image, string instead) =>
        Assert.That(
            Refusal(new() { Image = image }),
            Is.EqualTo(
                $"DLC0102: Image '{image}' has upper-case letters, which registries refuse in a repository. "
                    + $"Write it as '{instead}'."
            )
        );

    [TestCase("docker.myrepo.com/awesome-image:1.4.7", "docker.myrepo.com/awesome-image", "1.4.7")]
    [TestCase("localhost:5000/app:1", "localhost:5000/app", "1")]
    public void An_image_with_a_tag(string image, string repository, string tag) =>
        Assert.That(
            Refusal(new() { Image = image }),
            Is.EqualTo(
                $"DLC0103: Image '{image}' carries the tag '{tag}'. Expected a repository such as "
                    + $"docker.myrepo.com/awesome-image, without a tag. Write Image '{repository}' and put '{tag}' into Tags."
            )
        );

    [TestCase("app@sha256:03cf5a39e2a032bb1259468324818cd91dd074a199516e2f005e24d047805447")]
    [TestCase("app:1@sha256:03cf5a39e2a032bb1259468324818cd91dd074a199516e2f005e24d047805447")]
    public void An_image_with_a_digest(string image) =>
        Assert.That(
            Refusal(new() { Image = image }),
            Is.EqualTo(
                $"DLC0104: Image '{image}' carries a digest, but a digest is what a push gives, not where it goes. "
                    + "Expected a repository such as docker.myrepo.com/awesome-image. Write 'app'."
            )
        );

    [Test]
    public void A_malformed_image() =>
        Assert.That(
            Refusal(new() { Image = "docker.myrepo.com/awesome image" }),
            Is.EqualTo(
                "DLC0105: Image 'docker.myrepo.com/awesome image' is not a repository name: ' ' is not allowed in "
                    + "'awesome image'. Expected a repository such as docker.myrepo.com/awesome-image: an optional registry "
                    + "host, then parts of lower-case letters, digits and the separators '.', '_', '-', divided by '/'."
            )
        );

    [Test]
    public void A_tag_that_is_too_long() =>
        Assert.That(
            Refusal(new() { Image = Image, Tags = ["latest", new string('a', 129)] }),
            Is.EqualTo(
                $"DLC0106: the tag '{new string('a', 129)}' in Tags has 129 characters. Expected 128 at most. Shorten it."
            )
        );

    [TestCase("", "it is empty")]
    [TestCase(null, "it is empty")]
    [TestCase("feature/login", "'/' is not allowed")]
    [TestCase("a:b", "':' is not allowed")]
    [TestCase("a b", "' ' is not allowed")]
    [TestCase("größe", "'ö' is not allowed")]
    [TestCase("-rc", "it begins with '-'")]
    [TestCase(".1", "it begins with '.'")]
    public void A_tag_that_is_none(string? tag, string why) =>
        Assert.That(
            Refusal(new() { Image = Image, Tags = ["latest", tag!] }),
            Is.EqualTo(
                $"DLC0107: the tag '{tag}' in Tags is not a valid tag: {why}. Expected letters, digits, '_', '.' and '-', "
                    + "not beginning with '.' or '-'. Replace what is not allowed, for example by '-'."
            )
        );

    [TestCase("docker.myrepo.com/awesome-image", "latest")]
    [TestCase("type=registry,ref=docker.myrepo.com/awesome-image:1.4.7,mode=max", "1.4.7")]
    [TestCase("docker.myrepo.com/awesome-image:builder", "builder")]
    public void A_place_for_a_cache_that_the_image_or_a_stage_of_it_has(string place, string tag) =>
        Assert.That(
            Refusal(
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    Tags = ["latest", "1.4.7"],
                    Stages = ["builder"],
                    CacheTo = [place],
                }
            ),
            Does.StartWith(
                $"DLC0114: the image would be pushed as docker.myrepo.com/awesome-image:{tag}, where its cache is kept, "
            )
        );

    [Test]
    public void A_tag_that_the_cache_has() =>
        Assert.That(
            Refusal(new() { Image = Image, Tags = ["latest", "buildcache"] }),
            Is.EqualTo(
                "DLC0114: the image would be pushed as docker.myrepo.com/awesome-image:buildcache, where its cache is kept, "
                    + "and one would overwrite the other. Expected other Tags. Choose another tag than 'buildcache', or keep "
                    + "the cache in another repository: CacheImage. Where CacheTo names this tag, name another there."
            )
        );

    [TestCase("", "DLC0101: CacheImage is empty. ")]
    [TestCase(
        "a:b",
        "DLC0103: CacheImage 'a:b' carries the tag 'b'. Expected a repository such as docker.myrepo.com/awesome-image, without a tag. Write CacheImage 'a': the tags of the cache are chosen by the strategy."
    )]
    [TestCase("A", "DLC0102: CacheImage 'A' has upper-case letters")]
    [TestCase("a@b", "DLC0104: CacheImage 'a@b' carries a digest")]
    [TestCase("a//b", "DLC0105: CacheImage 'a//b' is not a repository name: a part between slashes is empty.")]
    public void A_cache_image_that_is_none(string image, string problem) =>
        Assert.That(Refusal(new() { Image = Image, CacheImage = image }), Does.StartWith(problem));

    [TestCase(null, "'' is not a cache source: it is empty.")]
    [TestCase("", "'' is not a cache source: it is empty.")]
    [TestCase("Team/App:1", "'Team/App:1' is not a cache source: 'T' is not allowed in 'Team'.")]
    [TestCase("ref=a", "'ref=a' is not a cache source: it has no type.")]
    [TestCase("type=,ref=a", "'type=,ref=a' is not a cache source: it has no type.")]
    [TestCase("type=registry", "'type=registry' is not a cache source: type=registry needs ref=IMAGE.")]
    [TestCase(
        "type=registry,ref=a//b",
        "'type=registry,ref=a//b' is not a cache source: a part between slashes is empty."
    )]
    public void A_cache_source_that_is_none(string? source, string problem) =>
        Assert.That(
            Refusal(new() { Image = Image, CacheFrom = [source!] }),
            Does.StartWith($"DLC0111: CacheFrom {problem} ")
        );

    [Test]
    public void A_cache_source_with_a_bad_tag() =>
        Assert.That(
            Refusal(new() { Image = Image, CacheFrom = ["app:-1"] }),
            Does.StartWith("DLC0107: the tag '-1' in CacheFrom is not a valid tag: it begins with '-'.")
        );

    [Test]
    public void A_strategy_that_is_none() =>
        Assert.That(
            Refusal(new() { Image = Image, Strategy = (DockerBuildStrategy)42 }),
            Is.EqualTo(
                "DLC0112: Strategy '42' cannot be used. Expected Auto, Pull, Inline, Export. Correct or remove it."
            )
        );
}
