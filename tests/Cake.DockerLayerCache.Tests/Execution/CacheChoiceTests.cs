using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>Of several caches that a build may read, it reads one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CacheChoiceTests
{
    private const string Find = "docker buildx imagetools inspect i:buildcache--try";

    private readonly PlannedRun run = new(
        Facts.BuildxOnContainerdStore,
        new DockerCachedBuildSettings { CacheScope = "try" },
        "FROM a\nRUN b"
    );

    [Test]
    public void The_run_s_own_cache_is_read_alone_where_it_is_there()
    {
        run.Docker.On(Find).On(Build("i:buildcache--try"));

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Not.Contain("There is no cache yet"));
    }

    [Test]
    public void The_shared_cache_is_read_alone_where_the_own_one_is_not_there_yet()
    {
        run.Docker.Fail(Find, "ERROR: i:buildcache--try: not found").On(Build("i:buildcache"));

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
        Assert.That(run.Log.Text, Does.Contain("There is no cache yet at i:buildcache--try."));
    }

    [Test]
    public void A_repository_that_is_not_there_yet_is_the_normal_case_too()
    {
        run.Docker.Fail(
                Find,
                "ERROR: pull access denied, repository does not exist or may require authorization: server message: "
                    + "insufficient_scope: authorization failed"
            )
            .On(Build("i:buildcache"));

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
        Assert.That(
            run.Log.Text,
            Does.Contain("There is no cache yet at i:buildcache--try, or none that this login may read.")
        );
    }

    [Test]
    public void A_cache_that_the_registry_does_not_give_is_a_warning_and_the_next_one_is_read()
    {
        run.Docker.Fail(Find, "ERROR: 401 Unauthorized").On(Build("i:buildcache"));

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo([
                "DLC0503: the cache i:buildcache--try could not be read, so the build goes on without it. "
                    + "Docker says: ERROR: 401 Unauthorized",
            ])
        );
    }

    [Test]
    public void A_cache_that_docker_s_command_line_does_not_reach_is_one_that_the_builder_may()
    {
        run.Docker.Fail(Find, "http: server gave HTTP response to HTTPS client")
            .On(Build("i:buildcache--try", "i:buildcache"));

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
    }

    [TestCase("", "a")]
    [TestCase("a", "b")]
    [TestCase("b", "a")]
    [TestCase("a b", "c")]
    [TestCase("a c", "b")]
    [TestCase("a b c", "c")]
    public void Of_caches_that_are_all_absent_the_last_one_is_named(string absent, string read)
    {
        ImageReference[] caches = [Of("a"), Of("b"), Of("c")];
        var step = new BuildStep(
            Cake.DockerLayerCache.Engine.DockerCommand.Of(
                "buildx",
                "build",
                "--cache-from",
                "type=registry,ref=i:a",
                "--cache-from",
                "type=registry,ref=i:b",
                "--cache-from",
                "type=registry,ref=i:c",
                "--cache-from",
                "type=registry,ref=i:more",
                "."
            ),
            []
        )
        {
            Candidates = caches,
        };

        Assert.That(
            $"{step.Reading(reference => !absent.Contains(reference.Tag.Value, StringComparison.Ordinal))}",
            Is.EqualTo(
                $"docker buildx build --cache-from type=registry,ref=i:{read} --cache-from type=registry,ref=i:more ."
            )
        );

        static ImageReference Of(string tag) => ImageName.Parse("i", "Image").WithTag(ImageTag.Parse(tag, "Tags"));
    }

    private static string Build(params string[] caches) =>
        $"docker buildx build {string.Join(' ', caches.Select(cache => $"--cache-from type=registry,ref={cache}"))} --cache-to type=registry,ref=i:buildcache--try,mode=max,"
        + "image-manifest=true,oci-mediatypes=true,ignore-error=true --provenance false --tag i:latest--try "
        + "--output type=image,push=true,store=false .";
}
