using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

/// <summary>Cache sources: images, and what else buildx can read.</summary>
public sealed class CacheSourceTests
{
    [TestCase("app", "app:latest")]
    [TestCase("app:main", "app:main")]
    [TestCase("h:5000/app", "h:5000/app:latest")]
    [TestCase("app@sha256:1", "app@sha256:1")]
    public void An_image_is_a_registry_cache_too(string text, string image)
    {
        var source = CacheSource.Parse(text);

        Assert.That((source.Image, source.Options), Is.EqualTo((image, $"type=registry,ref={image}")));
    }

    [TestCase("type=registry,ref=app", "app:latest")]
    [TestCase("ref=app:main,type=registry", "app:main")]
    [TestCase("TYPE=Registry,REF=app:main", "app:main")]
    public void A_registry_cache_is_an_image_too(string text, string image)
    {
        var source = CacheSource.Parse(text);

        Assert.That((source.Image, source.Options), Is.EqualTo((image, text)));
    }

    [TestCase("type=local,src=a b")]
    [TestCase("type=gha")]
    [TestCase("type=s3,region=r,bucket=b,name=a=b")]
    public void What_else_buildx_reads_is_no_image(string text)
    {
        var source = CacheSource.Parse(text);

        Assert.That((source.Image, source.Options), Is.EqualTo(((string?)null, text)));
    }
}
