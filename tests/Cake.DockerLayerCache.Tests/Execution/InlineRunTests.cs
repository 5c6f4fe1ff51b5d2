using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>The built-in BuildKit: a stage's image is made anew only where the build shows that it must be.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InlineRunTests
{
    private const string List = "docker image ls --quiet i";
    private const string Build =
        "DOCKER_BUILDKIT=1 docker build --cache-from i:builder --cache-from i:latest "
        + "--build-arg BUILDKIT_INLINE_CACHE=1 --tag i:1.4.7 --tag i:latest .";
    private const string BuildStage =
        "DOCKER_BUILDKIT=1 docker build --target builder --cache-from i:builder --cache-from i:latest "
        + "--build-arg BUILDKIT_INLINE_CACHE=1 --tag i:builder .";

    private static readonly string[] Found =
    [
        "#1 importing cache manifest from i:builder",
        "#1 DONE 0.0s",
        "#2 importing cache manifest from i:latest",
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
    public void A_stage_with_a_step_that_ran_is_built_and_pushed()
    {
        run.Docker.On(List)
            .On(Build, Shows(Found, Cached[..3], ["#4 0.1 making", "#4 DONE 1.0s"], Cached[4..]))
            .On(BuildStage)
            .On("docker push i:builder")
            .PushTags();

        run.ToItsEnd();
    }

    [Test]
    public void A_stage_that_is_absent_is_built_and_pushed_even_where_its_steps_were_cached()
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
            .On(BuildStage)
            .On("docker push i:builder")
            .PushTags();

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Contain("There is no cache i:builder yet."));
    }

    [Test]
    public void A_machine_that_has_built_the_image_before_makes_every_stage_anew()
    {
        run.Docker.On(List, "1a2b3c4d5e6f")
            .On(Build, Shows(Found, Cached))
            .On(BuildStage)
            .On("docker push i:builder")
            .PushTags();

        run.ToItsEnd();
    }

    [Test]
    public void A_stage_is_stale_where_a_stage_below_it_is()
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
            .On(BuildStage)
            .On("docker push i:builder")
            .On("docker push i:latest");

        below.ToItsEnd();
    }

    [Test]
    public void A_cache_out_of_reach_is_a_warning()
    {
        run.Docker.On(List)
            .On(
                Build,
                Shows(Found[..2], ["#2 importing cache manifest from i:latest", "#2 ERROR: connection refused"], Cached)
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
    public void A_stage_s_cache_that_cannot_be_built_is_a_warning_and_is_not_pushed()
    {
        run.Docker.On(List, "1a2b3c4d5e6f")
            .On(Build, Shows(Found, Cached))
            .Fail(BuildStage, "no space left on device")
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

    private static Func<DockerCommand, DockerAnswer> Shows(params string[][] lines) =>
        _ => new(0, [], [.. lines.SelectMany(each => each)]);
}

file static class Commands
{
    public static ScriptedDocker PushTags(this ScriptedDocker docker) =>
        docker.On("docker push i:1.4.7").On("docker push i:latest");
}
