using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.Engine.Progress;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>buildx in front of an engine with a graph-driver store: the engine pushes what buildx builds.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EnginePushRunTests
{
    private const string Digest = "sha256:46a19a9378ef7564382b3f92730d54c8cd7c77e2e20a63ff33085772cdd02021";
    private const string List = "docker buildx du --verbose";
    private const string Build =
        "docker buildx build --cache-from type=registry,ref=i:layercache-1 --cache-from type=registry,ref=i:layercache "
        + "--cache-from type=registry,ref=i:latest --provenance false --tag i:1 --tag i:latest --push .";
    private const string KeepAsFound =
        "docker buildx build --cache-from type=registry,ref=i:layercache-1 --cache-from type=registry,ref=i:layercache "
        + "--cache-to type=inline --provenance false --tag i:layercache --push .";

    private readonly PlannedRun run = new(
        Facts.BuildxOnGraphStore,
        new DockerCachedBuildSettings { Tags = ["latest", "1"] },
        "FROM a\nRUN b"
    );

    [Test]
    public void What_the_engine_has_pushed_is_in_place_under_the_digest_of_the_metadata()
    {
        run.Docker.On(List).On(Build, Shows("pushed")).On(KeepAsFound);

        var state = run.ToItsEnd();

        Assert.Multiple(() =>
        {
            Assert.That(state.Digest, Is.EqualTo(Digest));
            Assert.That(
                state.InPlace.Select(each => $"{each.Key} {each.Value}"),
                Is.SupersetOf((string[])[$"i:1 {Digest}", $"i:latest {Digest}"])
            );
            Assert.That(state.Traces.Single().BytesPushed, Is.Positive);
        });
    }

    [Test]
    public void A_push_that_the_engine_cannot_make_is_told_as_one()
    {
        run.Docker.On(List).On(Build, Shows("push-fails"));

        Assert.That(
            run.Problem(),
            Is.EqualTo(
                "DLC0402: pushing failed. In place: nothing. Not in place: i:1, i:latest. Running again is safe: it pushes "
                    + "what is missing. Docker says:\n"
                    + "ERROR: Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused"
            )
        );
    }

    [Test]
    public void A_push_that_the_engine_cannot_make_behind_another_says_which_is_there()
    {
        run.Docker.On(List)
            .On(
                Build,
                _ =>
                    new(
                        1,
                        [],
                        [
                            """{"vertexes":[{"digest":"1","name":"pushing i:1 with docker","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:02Z"}]}""",
                            """{"vertexes":[{"digest":"2","name":"pushing i:latest with docker","started":"2026-01-01T00:00:02Z","completed":"2026-01-01T00:00:03Z","error":"denied"}]}""",
                            "ERROR: denied",
                        ]
                    )
            );

        Assert.That(run.Problem(), Does.StartWith("DLC0402: pushing failed. In place: i:1. Not in place: i:latest. "));
    }

    [TestCase("2025-12-31 23:59:00.5 +0000 UTC", true)]
    [TestCase("2026-01-01 00:01:00 +0000 UTC", false)]
    [TestCase("2026-01-01 01:59:00 +0200 CEST", true)]
    [TestCase("2026-01-01 02:01:00 +0200 CEST", false)]
    public void A_cache_that_the_builder_had_before_the_build_shows_nothing_of_the_registry(string made, bool kept)
    {
        run.Docker.On(List, $"Created at:\t{made}", "Created at:\t2026-01-01 00:02:00 +0000 UTC")
            .On(Build, FoundAndCached);
        Ends(kept);
    }

    [Test]
    public void A_builder_that_does_not_tell_of_its_cache_may_have_had_one()
    {
        run.Docker.Fail(List, "ERROR: no builder").On(Build, FoundAndCached);

        Ends(kept: true);
    }

    private void Ends(bool kept)
    {
        if (kept)
        {
            run.Docker.On(KeepAsFound);
        }

        run.ToItsEnd();

        Assert.That(
            run.Log.Text,
            kept
                ? Does.Contain("Keeping the layers of stage '0' as i:layercache.")
                : Does.Contain("i:layercache stands unchanged as the cache of stage '0'.")
        );
    }

    private static DockerAnswer FoundAndCached(DockerCommand command) =>
        new(
            0,
            [],
            [
                """{"vertexes":[{"digest":"i","name":"importing cache manifest from i:layercache","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z"}]}""",
                """{"vertexes":[{"digest":"s","name":"[2/2] RUN b","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:01Z","cached":true}]}""",
            ]
        );

    // What was captured has another name and one tag: of a build that succeeds only the digest counts.
    private static Func<DockerCommand, DockerAnswer> Shows(string scenario) =>
        command =>
        {
            var build = Traces.Build("engine26-graph", scenario);
            File.WriteAllText(
                command.Arguments[command.Arguments.ToList().IndexOf("--metadata-file") + 1],
                build.ExitCode == 0 ? $$"""{"containerimage.digest":"{{Digest}}"}""" : "{}"
            );
            return new(build.ExitCode, build.Output, build.Error);
        };
}
