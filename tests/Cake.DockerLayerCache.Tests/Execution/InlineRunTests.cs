using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.Planning;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>The built-in BuildKit: caches are made only of what the build shows that it must be.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InlineRunTests
{
    private const string List = "docker system df --format '{{.Type}}: {{.TotalCount}}'";
    private const string Build =
        "DOCKER_BUILDKIT=1 docker build --cache-from i:layercache-builder-1 --cache-from i:builder "
        + "--cache-from i:layercache-1 --cache-from i:layercache --cache-from i:latest --tag i:1.4.7 --tag i:latest .";
    private const string KeepStage =
        "DOCKER_BUILDKIT=1 docker build --target builder --build-arg BUILDKIT_INLINE_CACHE=1 "
        + "--tag i:builder --tag i:layercache-builder-1 .";
    private const string KeepImage =
        "DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag i:layercache --tag i:layercache-1 .";
    private const string KeepStageAsFound =
        "DOCKER_BUILDKIT=1 docker build --target builder --cache-from i:layercache-builder-1 --cache-from i:builder "
        + "--build-arg BUILDKIT_INLINE_CACHE=1 --tag i:builder .";
    private const string KeepImageAsFound =
        "DOCKER_BUILDKIT=1 docker build --cache-from i:layercache-1 --cache-from i:layercache "
        + "--build-arg BUILDKIT_INLINE_CACHE=1 --tag i:layercache .";

    private const string PublishStage =
        "DOCKER_BUILDKIT=1 docker build --target builder --cache-from i:layercache-builder-1 "
        + "--cache-from i:layercache-builder-0 --tag i:builder .";

    private static readonly string[] Found =
    [
        "#1 importing cache manifest from i:builder",
        "#1 DONE 0.0s",
        "#2 importing cache manifest from i:layercache",
        "#2 DONE 0.0s",
    ];
    private static readonly string[] Cached =
    [
        "#3 [builder 2/3] COPY . .",
        "#3 CACHED",
        "#4 [builder 3/3] RUN make",
        "#4 CACHED",
        "#5 [stage-1 1/1] COPY --from=builder /app /app",
        "#5 CACHED",
    ];

    private readonly PlannedRun run = new(
        Facts.BuiltInBuildKit,
        new DockerMultiStageCachedBuildSettings { Tags = ["latest", "1.4.7"] }
    );

    [Test]
    public void A_stage_whose_steps_were_all_cached_stands_unchanged()
    {
        run.Docker.On(List).On(Build, Shows(Found, Cached)).PushTags();

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Contain("i:builder stands unchanged as the cache of stage 'builder'."));
    }

    [Test]
    public void A_stage_with_a_step_that_ran_is_kept_as_the_newest_and_for_the_steps_from_there_on()
    {
        run.Docker.On(List)
            .On(Build, Shows(Found, Cached[..3], ["#4 0.1 making", "#4 DONE 1.0s"], Cached[4..]))
            .On(KeepStage)
            .On("docker push i:builder")
            .On("docker push i:layercache-builder-1")
            .PushTags();

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Contain("i:layercache stands unchanged as the cache of stage '1'."));
    }

    [Test]
    public void A_stage_whose_only_steps_its_base_image_brings_is_kept()
    {
        var inherited = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerMultiStageCachedBuildSettings(),
            "FROM base AS builder\nFROM scratch\nCOPY --from=builder /app /app"
        );
        inherited
            .Docker.On(List)
            .On(
                Build.Replace(" --tag i:1.4.7", "", StringComparison.Ordinal),
                Shows(
                    ["#3 [builder 2/2] ONBUILD RUN make", "#3 0.1 making", "#3 DONE 1.0s"],
                    ["#5 [stage-1 1/1] COPY --from=builder /app /app", "#5 DONE 0.1s"]
                )
            )
            .On(KeepStage)
            .On("docker push i:builder")
            .On("docker push i:layercache-builder-1")
            .On(KeepImage)
            .On("docker push i:layercache")
            .On("docker push i:layercache-1")
            .On("docker push i:latest");

        inherited.ToItsEnd();
    }

    [Test]
    public void The_image_itself_is_kept_where_its_own_steps_ran()
    {
        run.Docker.On(List)
            .On(Build, Shows(Found, Cached[..5], ["#5 DONE 0.1s"]))
            .On(KeepImage)
            .On("docker push i:layercache")
            .On("docker push i:layercache-1")
            .PushTags();

        run.ToItsEnd();
    }

    [TestCase("#5 [4/4] COPY . .", 2)]
    [TestCase("#4 [3/4] RUN pip install -r requirements.txt", 1)]
    [TestCase("#3 [2/4] COPY requirements.txt .", 1)]
    // A base image that brings two along: no number tells a step any more.
    [TestCase("#5 [6/6] COPY . .", 1)]
    public void The_image_is_kept_for_the_steps_from_the_first_that_ran(string ran, int number)
    {
        var single = new PlannedRun(Facts.BuiltInBuildKit, new DockerCachedBuildSettings(), Plans.SingleStage);
        string[] steps =
        [
            "#3 [2/4] COPY requirements.txt .",
            "#4 [3/4] RUN pip install -r requirements.txt",
            "#5 [4/4] COPY . .",
        ];
        single
            .Docker.On(List)
            .On(
                "DOCKER_BUILDKIT=1 docker build --cache-from i:layercache-1 --cache-from i:layercache-2 "
                    + "--cache-from i:layercache --cache-from i:latest --tag i:latest .",
                Shows([
                    .. steps
                        .Where(step => step[..2] != ran[..2])
                        .Select(step => (string[])[step, $"{step[..2]} CACHED"]),
                    [ran, $"{ran[..2]} DONE 1.0s"],
                ])
            )
            .On(
                "DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag i:layercache "
                    + $"--tag i:layercache-{number} ."
            )
            .On("docker push i:layercache")
            .On($"docker push i:layercache-{number}")
            .On("docker push i:latest");

        single.ToItsEnd();
    }

    [Test]
    public void An_absent_cache_that_only_a_later_build_needs_is_not_worth_a_line()
    {
        run.Docker.On(List)
            .On(
                Build,
                Shows(
                    ["#1 importing cache manifest from i:layercache-1", "#1 ERROR: i:layercache-1: not found"],
                    ["#2 importing cache manifest from i:layercache-builder-1", "#2 ERROR: i: not found"],
                    [.. Found.Select(line => line.Replace('2', '4').Replace('1', '5'))],
                    Cached
                )
            )
            .PushTags();

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Not.Contain("There is no cache yet"));
        Assert.That(
            run.Log.At(LogLevel.Verbose),
            Has.One.EqualTo("No build has gone on from the breakpoint of i:layercache-1, i:layercache-builder-1 yet.")
        );
    }

    [Test]
    public void What_is_absent_is_kept_even_where_its_steps_were_cached()
    {
        run.Docker.On(List)
            .On(
                Build,
                Shows(
                    ["#1 importing cache manifest from i:builder", "#1 ERROR: i:builder: not found"],
                    Found[2..],
                    Cached
                )
            )
            .On(KeepStageAsFound)
            .On("docker push i:builder")
            .PushTags();

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Contain("There is no cache yet at i:builder."));
    }

    [Test]
    public void A_builder_that_had_a_cache_of_its_own_shows_nothing_of_the_registry()
    {
        run.Docker.On(List, "Images: 3", "Build Cache: 12")
            .On(Build, Shows(Found, Cached))
            .On(KeepStageAsFound)
            .On("docker push i:builder")
            .On(KeepImageAsFound)
            .On("docker push i:layercache")
            .PushTags();

        run.ToItsEnd();
    }

    [Test]
    public void A_step_of_a_stage_below_counts_for_those_that_go_on_from_it()
    {
        var below = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerMultiStageCachedBuildSettings(),
            "FROM golang AS deps\nRUN fetch\nFROM deps AS builder\nRUN make\nFROM scratch\nCOPY --from=builder /app /app"
        );
        below
            .Docker.On(List)
            .On(
                Build.Replace("--tag i:1.4.7 ", "", StringComparison.Ordinal),
                Shows(Found, ["#6 [deps 2/2] RUN fetch", "#6 DONE 1.0s", "#7 [builder 1/1] RUN make", "#7 CACHED"])
            )
            .On(KeepStage)
            .On("docker push i:builder")
            .On("docker push i:layercache-builder-1")
            .On("docker push i:latest");

        below.ToItsEnd();
    }

    [Test]
    public void A_cache_out_of_reach_is_a_warning()
    {
        run.Docker.On(List)
            .On(
                Build,
                Shows(Found, ["#9 importing cache manifest from i:latest", "#9 ERROR: connection refused"], Cached)
            )
            .PushTags();

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo(
                (string[])
                    [
                        "DLC0503: the cache i:latest could not be read, so the build goes on without it. "
                            + "Docker says: connection refused",
                    ]
            )
        );
    }

    [Test]
    public void What_a_build_of_this_run_has_left_in_the_store_is_no_cache_that_was_there()
    {
        const string Sources =
            "--cache-from i:layercache-tests-1 --cache-from i:layercache-tests-0 --cache-from i:layercache-1 "
            + "--cache-from i:layercache --cache-from i:latest";
        var tested = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerMultiStageCachedBuildSettings { Stages = ["tests"], Push = false },
            "FROM golang AS tests\nRUN make\nFROM scratch\nCOPY . .\n"
        );
        tested
            .Docker.On(
                $"DOCKER_BUILDKIT=1 docker build {Sources} --tag i:latest .",
                Shows(["#9 importing cache manifest from i:latest", "#9 ERROR: i:latest: not found"])
            )
            .On(
                $"DOCKER_BUILDKIT=1 docker build --target tests {Sources} .",
                Shows(["#9 importing cache manifest from i:latest", "#9 DONE 0.0s"])
            );

        var state = tested.ToItsEnd();

        Assert.That(state.SourcesFound, Is.Empty);
        Assert.That(state.SourcesUnread.Keys, Is.EqualTo(["i:latest"]));
        Assert.That(tested.ToldStepsDone.Single(), Has.Count.EqualTo(2), "the record has the steps of both builds");
    }

    [Test]
    public void A_cache_that_cannot_be_made_is_a_warning_and_is_not_pushed()
    {
        run.Docker.On(List)
            .On(Build, Shows(Found, Cached[..3], ["#4 DONE 1.0s"], Cached[4..]))
            .Fail(KeepStage, "no space left on device")
            .PushTags();

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo(
                (string[])
                    [
                        "DLC0504: the cache i:builder could not be written, so the next build may be slower. "
                            + "Docker says: no space left on device",
                    ]
            )
        );
    }

    [Test]
    public void A_named_stage_that_cannot_be_made_fails_the_build_before_a_tag_moves()
    {
        var named = Named(Cached);
        named.Docker.Fail(PublishStage, "no space left on device");

        Assert.That(
            named.Problem(),
            Is.EqualTo(
                "DLC0401: building stage 'builder' failed. Nothing was pushed after that. Docker says:\n"
                    + "no space left on device"
            )
        );
    }

    [Test]
    public void A_named_stage_that_cannot_be_pushed_fails_the_build_before_a_tag_moves()
    {
        var named = Named(Cached);
        named.Docker.On(PublishStage).Fail("docker push i:builder", "denied");

        Assert.That(
            named.Problem(),
            Does.StartWith("DLC0402: pushing failed. In place: nothing. Not in place: i:builder, i:1.4.7, i:latest. ")
        );
    }

    [Test]
    public void A_named_stage_is_published_although_all_was_reused_because_its_tag_may_stand_for_an_older_build()
    {
        var named = Named(Cached);
        named.Docker.On(PublishStage).On("docker push i:builder").Fail("docker push i:1.4.7", "denied");

        Assert.That(
            named.Problem(),
            Does.StartWith("DLC0402: pushing failed. In place: i:builder. Not in place: i:1.4.7, i:latest. ")
        );
        Assert.That(named.Log.Text, Does.Contain("i:layercache-builder-0 stands unchanged as the cache of stage"));
    }

    [Test]
    public void The_cache_of_a_named_stage_is_kept_beside_what_is_published_and_only_a_cache()
    {
        var named = Named(Cached[..3], ["#4 DONE 1.0s"], Cached[4..]);
        named
            .Docker.Fail(
                KeepStage.Replace("--tag i:builder", "--tag i:layercache-builder-0", StringComparison.Ordinal),
                "no space left on device"
            )
            .On(PublishStage)
            .On("docker push i:builder")
            .PushTags();

        named.ToItsEnd();

        Assert.That(
            named.Warnings,
            Has.One.StartsWith("DLC0504: the cache i:layercache-builder-0 could not be written, ")
        );
    }

    [Test]
    public void A_failing_step_is_told_with_its_stage_its_line_and_docker_s_words_and_nothing_is_pushed()
    {
        run.Docker.On(List)
            .On(
                Build,
                _ =>
                    new(
                        1,
                        [],
                        [
                            .. Found,
                            .. Cached[..3],
                            "#4 0.1 making",
                            "#4 ERROR: executor failed running [/bin/sh -c make]: exit code: 2",
                            "------",
                            " > [builder 3/3] RUN make:",
                            "#4 0.1 making",
                            "------",
                            "executor failed running [/bin/sh -c make]: exit code: 2",
                        ]
                    )
            );

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                """
                DLC0401: building the image failed at line 3 of Dockerfile, in stage 'builder': RUN make. Nothing was pushed after that. Docker says:
                ------
                 > [builder 3/3] RUN make:
                #4 0.1 making
                ------
                executor failed running [/bin/sh -c make]: exit code: 2
                """
            )
        );
    }

    private static PlannedRun Named(params string[][] shown)
    {
        var named = new PlannedRun(
            Facts.BuiltInBuildKit,
            new DockerMultiStageCachedBuildSettings { Tags = ["latest", "1.4.7"], Stages = ["builder"] }
        );
        named
            .Docker.On(List)
            .On(
                Build.Replace(
                    "--cache-from i:builder",
                    "--cache-from i:layercache-builder-0",
                    StringComparison.Ordinal
                ),
                Shows([
                    ["#1 importing cache manifest from i:layercache-builder-0", "#1 DONE 0.0s"],
                    Found[2..],
                    .. shown,
                ])
            );
        return named;
    }

    private static Func<DockerCommand, DockerAnswer> Shows(params string[][] lines) =>
        _ => new(0, [], [.. lines.SelectMany(each => each)]);
}

file static class Commands
{
    public static ScriptedDocker PushTags(this ScriptedDocker docker) =>
        docker.On("docker push i:1.4.7").On("docker push i:latest");
}
