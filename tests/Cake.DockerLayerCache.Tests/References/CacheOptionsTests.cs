using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Tests.References;

public sealed class CacheOptionsTests
{
    [TestCase("type=registry,ref=docker.myrepo.com/app:buildcache,mode=max")]
    [TestCase("type=local,dest=/var/cache/the app")]
    [TestCase("type=local,\"dest=/a,b\",mode=min")]
    [TestCase("type=local,\"dest=say \"\"hello\"\"\"")]
    [TestCase("type=gha,scope=app,timeout=10m")]
    [TestCase("type=s3,bucket=b,region=eu-central-1,name=app;app2,use_path_style=true")]
    [TestCase("type=azblob,account_url=https://account.blob.core.windows.net,name=app")]
    [TestCase("type=inline")]
    public void What_is_parsed_is_printed_as_it_was(string text) =>
        Assert.That(CacheOptions.Parse(text)?.ToString(), Is.EqualTo(text));

    [TestCase("type=registry,ref=app,mode=max", "TYPE=registry,Ref=app,mode=max", true)]
    [TestCase("type=registry,ref=app", "type=registry,\"ref=app\"", true)]
    [TestCase("type=registry,ref=app", "type=registry,ref=App", false)]
    public void Options_are_equal_where_they_say_the_same(string one, string other, bool equal) =>
        Assert.That(CacheOptions.Parse(one)!.Equals(CacheOptions.Parse(other)), Is.EqualTo(equal));

    [TestCase("")]
    [TestCase("app")]
    [TestCase("ref=app")]
    [TestCase("type=,ref=app")]
    [TestCase("=registry")]
    public void What_has_no_type_is_none(string text) => Assert.That(CacheOptions.Parse(text), Is.Null);

    [TestCase("type=registry,ref=app:c,mode=max,compression=zstd,image-manifest=true", "type=registry,ref=app:c")]
    [TestCase("type=local,dest=cache,mode=max", "type=local,src=cache")]
    [TestCase("type=gha,scope=app,mode=max,ignore-error=true,timeout=5m", "type=gha,scope=app,timeout=5m")]
    public void The_source_is_what_a_reader_needs_of_it(string target, string source) =>
        Assert.That(CacheOptions.Parse(target)!.AsSource.ToString(), Is.EqualTo(source));
}
