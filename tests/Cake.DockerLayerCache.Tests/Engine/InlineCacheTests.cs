using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>Whether BuildKit can reuse steps of an image in a registry.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InlineCacheTests
{
    private const string Raw = "docker buildx imagetools inspect --raw ";
    private const string With = """{"moby.buildkit.cache.v0":[]}""";
    private const string Without = """{"architecture":"amd64"}""";

    private readonly ScriptedDocker docker = new();

    [TestCase(With, true)]
    [TestCase(Without, false)]
    [TestCase("", null)]
    public void An_image_s_configuration_tells(string configuration, bool? can)
    {
        docker
            .On(
                $"{Raw}i:latest",
                """{"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:c"}}"""
            )
            .On($"{Raw}i@sha256:c", configuration);

        Assert.That(Can(), Is.EqualTo(can));
    }

    [Test]
    public void A_cache_that_was_exported_as_an_image_can() =>
        Assert.That(
            Told("""{"config":{"mediaType":"application/vnd.buildkit.cacheconfig.v0","digest":"sha256:c"}}"""),
            Is.True
        );

    [Test]
    public void A_cache_that_was_exported_as_an_index_can() =>
        Assert.That(
            Told(
                """{"manifests":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:l"},{"mediaType":"application/vnd.buildkit.cacheconfig.v0","digest":"sha256:c"}]}"""
            ),
            Is.True
        );

    [TestCase(With, true)]
    [TestCase(Without, false)]
    public void Of_an_image_of_several_platforms_the_first_tells(string configuration, bool can)
    {
        docker
            .On($"{Raw}i:latest", """{"manifests":[{"digest":"sha256:amd"},{"digest":"sha256:arm"}]}""")
            .On($"{Raw}i@sha256:amd", """{"config":{"digest":"sha256:c"}}""")
            .On($"{Raw}i@sha256:c", configuration);

        Assert.That(Can(), Is.EqualTo(can));
    }

    [Test]
    public void An_image_of_several_platforms_may_where_the_first_is_not_told()
    {
        docker
            .On($"{Raw}i:latest", """{"manifests":[{"digest":"sha256:amd"}]}""")
            .Fail($"{Raw}i@sha256:amd", "503 Service Unavailable");

        Assert.That(Can(), Is.True);
    }

    [Test]
    public void An_empty_index_cannot() => Assert.That(Told("""{"manifests":[]}"""), Is.False);

    [TestCase("no JSON")]
    [TestCase("{}")]
    [TestCase("""{"config":{}}""")]
    public void What_is_no_manifest_tells_nothing(string manifest) => Assert.That(Told(manifest), Is.Null);

    [Test]
    public void Without_buildx_nothing_is_asked()
    {
        Assert.That(new RemoteImages(docker, Facts.BuiltInBuildKit, builder: null).HasInlineCache("i:latest"), Is.Null);
        Assert.That(docker.Calls, Is.Empty);
    }

    private bool? Told(string manifest)
    {
        docker.On($"{Raw}i:latest", manifest);
        return Can();
    }

    private bool? Can()
    {
        var can = new RemoteImages(docker, Facts.BuildxOnGraphStore, builder: null).HasInlineCache("i:latest");
        Assert.That(docker.Unexpected, Is.Empty);
        Assert.That(docker.Missing, Is.Empty);
        return can;
    }
}
