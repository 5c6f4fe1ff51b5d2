using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Tests.Execution;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Failures;

/// <summary>What a run makes of a build or a push that fails, and may not the next time.</summary>
public sealed class RetriedRunTests
{
    private const string Build =
        "docker buildx build --cache-from type=registry,ref=i:buildcache --cache-to "
        + "type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true --provenance false "
        + "--tag i:1 --tag i:latest --output type=image,push=true,store=false .";

    private const string Uncached =
        "docker buildx build --cache-to "
        + "type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true --provenance false "
        + "--tag i:1 --tag i:latest --output type=image,push=true,store=false .";

    private const string LegacyBuild = "DOCKER_BUILDKIT=0 docker build --cache-from i:latest --tag i:latest .";

    private const string InlineKeep =
        "DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag i:layercache --tag i:layercache-1 .";

    private const string Unavailable = "503 Service Unavailable";

    private const string BlobGone =
        "ERROR: failed to solve: failed to compute cache key: failed to copy: httpReadSeeker: failed open: could not fetch "
        + "content descriptor sha256:1 (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found";

    private static readonly string[] Ran =
    [
        """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:03Z"}]}""",
    ];

    private static readonly string[] Cached =
    [
        """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:01:00Z","completed":"2026-01-01T00:01:00Z","cached":true}]}""",
    ];

    private static readonly string[] ReadCache =
    [
        """{"vertexes":[{"digest":"i","name":"importing cache manifest from i:buildcache","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z"}]}""",
    ];

    // As BuildKit shows it where a tag is pushed, and the next one is not.
    private static readonly string[] BrokenPush =
    [
        """{"vertexes":[{"digest":"e","name":"exporting to image","started":"2026-01-01T00:00:03Z"}]}""",
        """{"statuses":[{"id":"pushing manifest for i:1@sha256:0","vertex":"e","completed":"2026-01-01T00:00:04Z"}]}""",
        .. BrokenAtOnce,
    ];

    private static string[] BrokenAtOnce =>
        [
            $$"""{"vertexes":[{"digest":"e","name":"exporting to image","started":"2026-01-01T00:00:03Z","completed":"2026-01-01T00:00:05Z","error":"failed to push i:latest: {{Unavailable}}"}]}""",
            $"ERROR: failed to build: failed to solve: failed to push i:latest: {Unavailable}",
        ];

    [Test]
    public void A_push_that_breaks_is_made_again_and_the_steps_that_ran_are_not_called_cached()
    {
        var run = Run();
        run.Docker.Fail(Build, [.. Ran, .. BrokenPush]).On(Build, _ => new DockerAnswer(0, [], Cached));

        var state = run.ToItsEnd();

        Assert.That(
            state.InPlace.Keys.Select(reference => $"{reference}"),
            Is.EquivalentTo((string[])["i:1", "i:latest"])
        );
        Assert.That(state.Traces.Single().Steps.Single().Cached, Is.False);
        Assert.That(state.Traces.Single().Steps.Single().Duration, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(
            run.Log.Text,
            Does.Contain(
                "building the image failed (the registry failed); attempt 2 of 3 in 0.0 s. Docker says: ERROR: failed to "
            )
        );
    }

    [Test]
    public void A_step_that_ran_in_the_second_attempt_began_in_that_one()
    {
        var step = new TracedStep(new(null, 0), 2, 2, "RUN a", Cached: false, TimeSpan.FromSeconds(1), Error: null)
        {
            Began = TimeSpan.FromSeconds(4),
        };

        var both = new BuildTrace([step, step with { Number = 3, Cached = true, Began = null }], [])
        {
            Offset = TimeSpan.FromSeconds(30),
        }.Following(new BuildTrace([step with { Number = 3 }], []) { Offset = TimeSpan.FromSeconds(10) });

        Assert.That(
            both.Steps.Select(each => each.Began + both.Offset),
            Is.EqualTo((TimeSpan?[])[TimeSpan.FromSeconds(34), TimeSpan.FromSeconds(14)])
        );
    }

    [Test]
    public void Steps_of_stages_of_one_name_stay_apart_in_a_second_attempt()
    {
        var one = new TracedStep(new("x", null), 2, 2, "RUN a", Cached: false, TimeSpan.FromSeconds(1), Error: null);
        var other = one with { StepsOfStage = 3, Instruction = "COPY b c" };

        var both = new BuildTrace([one with { Cached = true }, other with { Cached = true }], []).Following(
            new BuildTrace([one, other], [])
        );

        Assert.That(both.Steps, Is.EqualTo((TracedStep[])[one, other]));
    }

    [Test]
    public void A_push_is_not_tried_more_often_than_it_may_and_no_cache_is_blamed_for_it()
    {
        var run = Run();
        run.Docker.Fail(Build, [.. ReadCache, .. Ran, .. BrokenPush])
            .Fail(Build, [.. ReadCache, .. Cached, .. BrokenAtOnce])
            .Fail(Build, [.. ReadCache, .. Cached, .. BrokenAtOnce]);

        Assert.That(
            run.Problem(),
            Does.StartWith("DLC0402: pushing failed. In place: i:1. Not in place: i:latest. ")
                .And.EndWith($"failed to push i:latest: {Unavailable}")
        );
        Assert.That(run.Warnings, Is.Empty);
    }

    [Test]
    public void A_build_that_cannot_fetch_is_not_tried_more_often_than_it_may_with_its_cache_and_without()
    {
        var run = Run();
        foreach (var command in (string[])[Build, Build, Build, Uncached, Uncached, Uncached])
        {
            run.Docker.Fail(command, $"ERROR: failed to solve: failed to fetch anonymous token: {Unavailable}");
        }

        Assert.That(run.Problem(), Does.StartWith("DLC0401: ").And.EndWith(Unavailable));
    }

    [Test]
    public void A_push_that_docker_makes_by_itself_is_made_again()
    {
        var run = LegacyRun();
        run.Docker.On("docker pull i:latest")
            .On(LegacyBuild)
            .Fail("docker push i:latest", Unavailable)
            .On("docker push i:latest");

        Assert.That(run.ToItsEnd().InPlace.Keys.Select(reference => $"{reference}"), Is.EqualTo(["i:latest"]));
        Assert.That(
            run.Log.Text,
            Does.Contain(
                "'docker push i:latest' failed (the registry failed); attempt 2 of 3 in 0.0 s. Docker says: 503 "
            )
        );
    }

    [Test]
    public void A_cache_is_asked_for_twice_at_most()
    {
        var run = LegacyRun();
        run.Docker.Fail("docker pull i:latest", Unavailable)
            .Fail("docker pull i:latest", Unavailable)
            .On(LegacyBuild)
            .On("docker push i:latest");

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo([
                "DLC0503: the cache i:latest could not be read, so the build goes on without it. Docker says: "
                    + Unavailable,
            ])
        );
    }

    [TestCase(InlineKeep)]
    [TestCase("docker push i:layercache")]
    public void A_cache_image_is_made_and_pushed_again(string broken)
    {
        var run = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerCachedBuildSettings { Attempts = 3 },
            "FROM a\nRUN b"
        );
        run.Docker.On("docker system df --format '{{.Type}}: {{.TotalCount}}'")
            .On(
                "DOCKER_BUILDKIT=1 docker build --cache-from i:layercache-1 --cache-from i:layercache --cache-from i:latest "
                    + "--tag i:latest .",
                _ => new DockerAnswer(0, [], ["#5 [2/2] RUN b", "#5 DONE 1.0s"])
            )
            .Fail(broken, Unavailable)
            .On(InlineKeep)
            .On("docker push i:layercache")
            .On("docker push i:layercache-1")
            .On("docker push i:latest");

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
    }

    [TestCase("Unavailable: error reading from server: EOF")]
    [TestCase("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")]
    public void What_an_engine_was_reading_when_it_ended_is_to_be_dropped_before_a_build_is_run_again(string message)
    {
        var run = Run();
        run.Docker.Fail(Build, message);

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                "DLC0401: building the image failed. Nothing was pushed after that. The engine ended meanwhile. Run "
                    + "'docker builder prune --force --filter type=source.local' before the next build on it, which may else be "
                    + $"made of files as they were before. Docker says:\n{message}"
            )
        );
    }

    [TestCase("unexpected EOF", 1)]
    [TestCase("failed to copy: unexpected EOF", 3)]
    public void Without_buildx_an_engine_that_ended_is_known_by_an_answer_that_broke_off(string message, int attempts)
    {
        const string InlineBuild = "DOCKER_BUILDKIT=1 docker build --no-cache --tag i:latest .";
        var run = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerCachedBuildSettings
            {
                Attempts = 3,
                NoCache = true,
                CacheWrite = false,
            },
            "FROM a"
        );
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            run.Docker.Fail(InlineBuild, message);
        }

        Assert.That(
            run.Problem().Contains("The engine ended meanwhile.", StringComparison.Ordinal),
            Is.EqualTo(attempts == 1)
        );
    }

    [Test]
    public void A_step_that_fails_is_not_run_again_whatever_it_says()
    {
        var run = Run();
        run.Docker.Fail(
            Build,
            "ERROR: failed to solve: process \"/bin/sh -c echo 503 Service Unavailable\" did not complete successfully: exit code: 1"
        );

        Assert.That(run.Problem(), Does.StartWith("DLC0401: "));
    }

    [Test]
    public void A_cache_that_breaks_the_build_is_left_out_with_a_warning()
    {
        var run = Run();
        run.Docker.Fail(Build, [.. ReadCache, BlobGone]).On(Uncached, _ => new DockerAnswer(0, [], Ran));

        var state = run.ToItsEnd();

        Assert.That(
            run.Warnings.First(),
            Is.EqualTo(
                $"DLC0503: the cache i:buildcache broke the build, which is run again without it. Docker says: {BlobGone}"
            )
        );
        Assert.That(state.SourcesFound, Is.Empty);
        Assert.That(state.SourcesUnread.Keys, Is.EqualTo(["i:buildcache"]));
    }

    [Test]
    public void A_layer_that_is_lost_is_a_warning_where_the_builder_goes_on_by_itself()
    {
        var run = Run();
        run.Docker.On(
            Build,
            _ => new DockerAnswer(
                0,
                [],
                [
                    .. ReadCache,
                    """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:03Z","error":"could not fetch content descriptor sha256:1: not found"}]}""",
                    """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:00:04Z","completed":"2026-01-01T00:00:05Z"}]}""",
                ]
            )
        );

        var state = run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo([
                "DLC0503: layers of the cache i:buildcache could not be fetched, so their steps were run. Docker says: could not "
                    + "fetch content descriptor sha256:1: not found",
            ])
        );
        Assert.That(state.Traces.Single().Steps.Single().Cached, Is.False);
        Assert.That(state.Traces.Single().Steps.Single().Error, Is.Null);
    }

    [Test]
    public void A_step_that_another_build_began_and_left_is_no_lost_layer()
    {
        var run = Run();
        run.Docker.On(
            Build,
            _ => new DockerAnswer(
                0,
                [],
                [
                    """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:03Z","error":"context canceled: context canceled"}]}""",
                    """{"vertexes":[{"digest":"a","name":"[1/2] COPY . .","started":"2026-01-01T00:00:04Z","completed":"2026-01-01T00:00:05Z"}]}""",
                ]
            )
        );

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
    }

    [Test]
    public void A_file_that_is_not_there_is_no_matter_of_the_cache()
    {
        var run = Run();
        run.Docker.Fail(
            Build,
            [.. ReadCache, "ERROR: failed to solve: failed to calculate checksum of ref a::b: \"/code\": not found"]
        );

        Assert.That(run.Problem(), Does.StartWith("DLC0401: "));
        Assert.That(run.Warnings, Is.Empty);
    }

    private static PlannedRun Run() =>
        new(
            Facts.BuildxOnContainerdStore,
            new DockerCachedBuildSettings { Attempts = 3, Tags = ["latest", "1"] },
            "FROM a\nCOPY . .\nRUN b"
        );

    private static PlannedRun LegacyRun() =>
        new(Facts.Legacy, new DockerCachedBuildSettings { Attempts = 3 }, "FROM a");
}
