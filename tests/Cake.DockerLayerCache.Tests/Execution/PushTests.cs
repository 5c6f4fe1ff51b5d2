using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>What is pushed, in which order, and what a failure says of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PushTests
{
    private const string Digest = "sha256:5288b36edebec82009dad72fea56c8b819f5bd3dd673395ed1b550524370ddc9";
    private const string Denied = "denied: requested access to the resource is denied";

    [Test]
    public void The_digest_is_the_one_that_the_push_tells()
    {
        var run = OneStage("1.4.7", built: "1.4.7 buildcache-image");
        run.Docker.On("docker push i:1.4.7", "The push refers to repository [i]", $"1.4.7: digest: {Digest} size: 942")
            .On("docker push i:buildcache-image", "The push refers to repository [i]");

        Assert.That(run.ToItsEnd().Digest, Is.EqualTo(Digest));
    }

    [Test]
    public void What_is_not_pushed_has_no_digest()
    {
        var run = new PlannedRun(Facts.BuiltInBuildKit, new DockerCachedBuildSettings { Push = false }, "FROM a");
        run.Docker.On("DOCKER_BUILDKIT=1 docker build --cache-from i:latest --tag i:latest .");

        Assert.That(run.ToItsEnd().Digest, Is.Null);
    }

    [Test]
    public void Tags_of_one_kind_are_pushed_side_by_side_and_what_moves_waits_for_them()
    {
        // Each of the two waits for the other; the time is only how long to wait before that counts as failed.
        using var both = new Barrier(2);
        var run = OneStage("latest 1.4.7 1.4.8", built: "1.4.7 1.4.8 latest");
        foreach (var tag in (string[])["1.4.7", "1.4.8"])
        {
            run.Docker.On(
                $"docker push i:{tag}",
                _ =>
                    both.SignalAndWait(TimeSpan.FromSeconds(30))
                        ? new(0, [], [])
                        : throw new TimeoutException("one was pushed alone")
            );
        }

        run.Docker.On("docker push i:latest");

        run.ToItsEnd();

        Assert.That(run.Docker.Calls[^1], Is.EqualTo("docker push i:latest"));
    }

    [Test]
    public void Moving_tags_follow_one_another_and_latest_is_last()
    {
        var run = OneStage("latest 1 1.4 1.4.7", built: "1.4.7 1.4 1 latest");
        foreach (var tag in (string[])["latest", "1", "1.4", "1.4.7"])
        {
            run.Docker.On($"docker push i:{tag}");
        }

        run.ToItsEnd();

        Assert.Multiple(() =>
        {
            Assert.That(run.Docker.Calls[2], Is.EqualTo("docker push i:1.4.7"));
            Assert.That(
                run.Docker.Calls.Skip(3).Take(2),
                Is.EquivalentTo((string[])["docker push i:1", "docker push i:1.4"])
            );
            Assert.That(run.Docker.Calls[5], Is.EqualTo("docker push i:latest"));
        });
    }

    [Test]
    public void A_version_that_cannot_be_pushed_leaves_what_moves_where_it_is()
    {
        var run = OneStage("1.4.7 latest", built: "1.4.7 latest");
        run.Docker.Fail("docker push i:1.4.7", Denied);

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                "DLC0402: pushing failed. In place: nothing. Not in place: i:1.4.7, i:latest. "
                    + $"Running again is safe: it pushes what is missing. Docker says:\n{Denied}"
            )
        );
    }

    [Test]
    public void A_partial_version_that_cannot_be_pushed_leaves_latest_where_it_is()
    {
        var run = OneStage("latest 1 1.4 1.4.7", built: "1.4.7 1.4 1 latest");
        run.Docker.On("docker push i:1.4.7").On("docker push i:1.4").Fail("docker push i:1", Denied);

        Assert.That(
            run.Problem(),
            Does.StartWith("DLC0402: pushing failed. In place: i:1.4.7, i:1.4. Not in place: i:1, i:latest. ")
        );
    }

    [Test]
    public void A_failure_says_what_is_pushed_and_what_is_not_in_the_order_of_the_plan()
    {
        var run = OneStage("latest 1 b a c", built: "b a c 1 latest");
        run.Docker.On("docker push i:b").Fail("docker push i:a", "unauthorized").On("docker push i:c");

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                "DLC0402: pushing failed. In place: i:b, i:c. Not in place: i:a, i:1, i:latest. "
                    + "Running again is safe: it pushes what is missing. Docker says:\nunauthorized"
            )
        );
    }

    [TestCase("failed to do request: tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    [TestCase("http: server gave HTTP response to HTTPS client")]
    public void A_registry_that_is_not_trusted_says_who_has_to_trust_it(string message)
    {
        var run = OneStage("1.4.7 latest", built: "1.4.7 latest");
        run.Docker.Fail("docker push i:1.4.7", message);

        Assert.That(
            run.Problem(),
            Does.Contain("until the one that pushes trusts the registry").And.Not.Contain("Running again is safe")
        );
    }

    [Test]
    public void The_words_of_all_that_failed_are_told()
    {
        var run = OneStage("a b latest", built: "a b latest");
        run.Docker.Fail("docker push i:a", "first").Fail("docker push i:b", "second");

        Assert.That(run.Problem(), Does.EndWith("Docker says:\nfirst\nsecond"));
    }

    [Test]
    public void The_image_s_own_cache_that_cannot_be_pushed_is_a_warning()
    {
        var run = OneStage("1.4.7", built: "1.4.7 buildcache-image");
        run.Docker.On("docker push i:1.4.7").Fail("docker push i:buildcache-image", Denied);

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Is.EqualTo(
                (string[])
                    [
                        "DLC0504: the cache i:buildcache-image could not be written, so the next build may be slower. "
                            + $"Docker says: {Denied}",
                    ]
            )
        );
    }

    [TestCase("fails", "In place: nothing. Not in place: i:builder, i:latest.")]
    [TestCase("unchanged", "In place: i:builder. Not in place: i:latest.")]
    public void A_named_stage_is_to_be_pushed_unless_it_stands_unchanged(string stage, string told)
    {
        var run = new PlannedRun(Facts.Legacy, new DockerMultiStageCachedBuildSettings { Stages = ["builder"] });
        run.Docker.On("docker pull i:builder")
            .On("docker pull i:latest")
            .On(
                "docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' i:builder",
                stage == "unchanged" ? "sha256:111111111111 i:builder" : "sha256:222222222222 i:builder"
            )
            .On(
                "DOCKER_BUILDKIT=0 docker build --cache-from i:builder --cache-from i:latest --tag i:latest .",
                "Step 1/5 : FROM golang AS builder",
                "Step 2/5 : COPY . .",
                "Step 3/5 : RUN make",
                " ---> 111111111111"
            );
        if (stage == "unchanged")
        {
            run.Docker.Fail("docker push i:latest", Denied);
        }
        else
        {
            run.Docker.On("docker tag 111111111111 i:builder").Fail("docker push i:builder", Denied);
        }

        Assert.That(run.Problem(), Does.StartWith($"DLC0402: pushing failed. {told}"));
    }

    [Test]
    public void A_stage_s_image_and_the_own_one_are_but_caches_where_the_image_is_not_pushed()
    {
        var run = new PlannedRun(
            Facts.Legacy,
            new DockerMultiStageCachedBuildSettings
            {
                Stages = ["builder"],
                Push = false,
                CacheWrite = true,
            }
        );
        run.Docker.On("docker pull i:builder")
            .On("docker pull i:buildcache-image")
            .On("docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' i:builder")
            .On(
                "DOCKER_BUILDKIT=0 docker build --cache-from i:builder --cache-from i:buildcache-image "
                    + "--cache-from i:latest --tag i:latest --tag i:buildcache-image .",
                "Step 1/5 : FROM golang AS builder",
                "Step 2/5 : COPY . .",
                "Step 3/5 : RUN make",
                " ---> 111111111111"
            )
            .On("docker tag 111111111111 i:builder")
            .Fail("docker push i:builder", Denied)
            .On("docker push i:buildcache-image", $"buildcache-image: digest: {Digest} size: 942");

        var state = run.ToItsEnd();

        Assert.That(run.Warnings, Has.One.StartsWith("DLC0504: the cache i:builder could not be written, "));
        Assert.That(state.Digest, Is.Null);
    }

    /// <summary>A run in which all goes well up to the pushes; <paramref name="built"/> is the order of the tags.</summary>
    private static PlannedRun OneStage(string tags, string built)
    {
        var own = built.Contains("latest", StringComparison.Ordinal) ? "latest" : "buildcache-image";
        var flags = string.Concat(built.Split(' ').Select(tag => $"--tag i:{tag} "));
        var run = new PlannedRun(Facts.Legacy, new DockerCachedBuildSettings { Tags = tags.Split(' ') }, "FROM a");
        run.Docker.On($"docker pull i:{own}").On($"DOCKER_BUILDKIT=0 docker build --cache-from i:{own} {flags}.");
        return run;
    }
}
