using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>The legacy builder: what was pulled is compared with what the build ended its stages with.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PullRunTests
{
    private const string Inspect = "docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' i:builder";
    private const string Build =
        "DOCKER_BUILDKIT=0 docker build --cache-from i:builder --cache-from i:latest --tag i:latest .";
    private const string Pulled = "sha256:1111111111110000000000000000000000000000000000000000000000000000";

    private readonly PlannedRun run = new(Facts.Legacy, new DockerMultiStageCachedBuildSettings());

    [Test]
    public void A_stage_that_ended_with_the_pulled_image_stands_unchanged()
    {
        run.Docker.Pull()
            .On(Inspect, $"{Pulled} i:builder other:1")
            .On(Build, Ending("111111111111"))
            .On("docker push i:latest");

        run.ToItsEnd();

        Assert.That(run.Log.Text, Does.Contain("i:builder stands unchanged as the cache of stage 'builder'."));
    }

    [Test]
    public void A_stage_that_ended_with_another_image_is_tagged_and_pushed()
    {
        run.Docker.Pull()
            .On(Inspect, $"{Pulled} i:builder")
            .On(Build, Ending("222222222222"))
            .TagAndPush("222222222222");

        run.ToItsEnd();
    }

    [Test]
    public void Caches_that_are_absent_are_noted_and_made()
    {
        run.Docker.Fail(
                "docker pull i:builder",
                "Error response from daemon: manifest for i:builder not found: manifest unknown"
            )
            .Fail(
                "docker pull i:latest",
                "Error response from daemon: manifest for i:latest not found: manifest unknown"
            )
            .On(Inspect, _ => new(1, [], ["Error: No such image: i:builder"]))
            .On(Build, Ending("111111111111"))
            .TagAndPush("111111111111");

        run.ToItsEnd();

        Assert.That(run.Warnings, Is.Empty);
        Assert.That(
            run.Log.Text,
            Does.Contain("There is no cache yet at i:builder.").And.Contain("There is no cache yet at i:latest.")
        );
    }

    [Test]
    public void An_image_of_an_earlier_build_here_does_not_stand_for_one_that_the_registry_lacks()
    {
        run.Docker.Fail("docker pull i:builder", "manifest unknown")
            .On("docker pull i:latest")
            .On(Inspect, $"{Pulled} i:builder")
            .On(Build, Ending("111111111111"))
            .TagAndPush("111111111111");

        run.ToItsEnd();
    }

    [Test]
    public void A_cache_out_of_reach_is_a_warning()
    {
        run.Docker.Fail(
                "docker pull i:builder",
                "Error response from daemon: Get \"https://i/v2/\": dial tcp: i/o timeout"
            )
            .On("docker pull i:latest")
            .On(Inspect)
            .On(Build, Ending("111111111111"))
            .TagAndPush("111111111111");

        run.ToItsEnd();

        Assert.That(run.Warnings.Single(), Does.StartWith("DLC0503: the cache i:builder could not be read, "));
    }

    [Test]
    public void A_stage_whose_image_the_build_did_not_tell_stays_as_it_is_with_a_warning()
    {
        run.Docker.Pull().On(Inspect).On(Build).On("docker push i:latest");

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo(
                (string[])
                    [
                        "DLC0504: the cache i:builder could not be written, so the next build may be slower. "
                            + "Docker says: the build did not tell the stage's image",
                    ]
            )
        );
    }

    [Test]
    public void A_named_stage_that_cannot_be_tagged_fails_the_build_before_anything_is_pushed()
    {
        var named = new PlannedRun(Facts.Legacy, new DockerMultiStageCachedBuildSettings { Stages = ["builder"] });
        named
            .Docker.Pull()
            .On(Inspect)
            .On(Build, Ending("111111111111"))
            .Fail("docker tag 111111111111 i:builder", "No such image: 111111111111");

        Assert.That(
            named.Problem(),
            Is.EqualTo("DLC0403: 'docker tag IMAGE_ID i:builder' failed. Docker says:\nNo such image: 111111111111")
        );
    }

    [Test]
    public void A_failing_step_is_told_with_its_stage_its_line_and_docker_s_words()
    {
        run.Docker.Pull()
            .On(Inspect)
            .On(
                Build,
                _ =>
                    new(
                        2,
                        [
                            "Step 1/5 : FROM golang AS builder",
                            " ---> 333333333333",
                            "Step 2/5 : COPY . .",
                            " ---> Using cache",
                            "Step 3/5 : RUN make",
                        ],
                        ["The command '/bin/sh -c make' returned a non-zero code: 2"]
                    )
            );

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                "DLC0401: building the image failed at line 3 of Dockerfile, in stage 'builder': RUN make. Nothing was "
                    + "pushed after that. Docker says:\nThe command '/bin/sh -c make' returned a non-zero code: 2"
            )
        );
    }

    private static Func<DockerCommand, DockerAnswer> Ending(string image) =>
        _ =>
            new(
                0,
                [
                    "Step 1/5 : FROM golang AS builder",
                    " ---> 333333333333",
                    "Step 2/5 : COPY . .",
                    " ---> Using cache",
                    " ---> 444444444444",
                    "Step 3/5 : RUN make",
                    " ---> Running in 555555555555",
                    $" ---> {image}",
                    "Step 4/5 : FROM scratch",
                    " ---> ",
                    "Step 5/5 : COPY --from=builder /app /app",
                    " ---> 666666666666",
                ],
                []
            );
}

file static class Commands
{
    public static ScriptedDocker Pull(this ScriptedDocker docker) =>
        docker.On("docker pull i:builder").On("docker pull i:latest");

    public static ScriptedDocker TagAndPush(this ScriptedDocker docker, string image) =>
        docker.On($"docker tag {image} i:builder").On("docker push i:builder").On("docker push i:latest");
}
