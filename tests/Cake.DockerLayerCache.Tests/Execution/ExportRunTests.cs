using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Tests.Engine.Progress;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A builder that pushes and exports by itself, as a real one showed it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ExportRunTests
{
    private const string Digest = "sha256:46a19a9378ef7564382b3f92730d54c8cd7c77e2e20a63ff33085772cdd02021";
    private const string Build =
        "docker buildx build --cache-from type=registry,ref=i:buildcache "
        + "--cache-to type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true "
        + "--provenance false --tag i:1 --tag i:latest --output type=image,push=true,store=false .";
    private const string BuildStage =
        "docker buildx build --target builder --cache-from type=registry,ref=i:buildcache "
        + "--provenance false --tag i:builder --output type=image,push=true,store=false .";

    private readonly PlannedRun run = new(
        Facts.BuildxOnContainerdStore,
        new DockerMultiStageCachedBuildSettings { Tags = ["latest", "1"] }
    );

    [Test]
    public void The_digest_is_the_one_in_the_build_s_metadata()
    {
        run.Docker.On(Build, Shows("cached", metadata: $$"""{"containerimage.digest":"{{Digest}}"}"""));

        var state = run.ToItsEnd();

        Assert.Multiple(() =>
        {
            Assert.That(state.Digest, Is.EqualTo(Digest));
            Assert.That(
                state.InPlace.Keys.Select(reference => reference.ToString()),
                Is.EquivalentTo((string[])["i:1", "i:latest"])
            );
        });
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("{\"containerimage.dig")]
    public void Metadata_without_a_digest_leave_what_the_builder_has_told_of_its_push(string metadata)
    {
        run.Docker.On(Build, Shows("cached", metadata: metadata));

        Assert.That(
            run.ToItsEnd().Digest,
            Is.EqualTo("sha256:578f5c9e1dd23bae40f472fcaa16b3501d9854e3dd4ae9de5333da18cc20b5c1")
        );
    }

    [Test]
    public void The_metadata_file_is_gone_afterwards()
    {
        var file = "";
        run.Docker.On(
            Build,
            command =>
            {
                file = MetadataFile(command);
                Assert.That(File.Exists(file));
                return new(0, [], []);
            }
        );

        run.ToItsEnd();

        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public void A_cache_that_cannot_be_exported_is_a_warning_that_names_it()
    {
        run.Docker.On(Build, Shows("cache-fails"));

        run.ToItsEnd();

        Assert.That(
            run.Warnings,
            Has.Some.StartsWith(
                    "DLC0504: the cache i:buildcache could not be written, so the next build may be slower. Docker says: "
                        + "error writing layer blob: "
                )
                .And.Some.StartsWith("DLC0503: the cache 127.0.0.1:1/captured:buildcache could not be read, ")
        );
    }

    [Test]
    public void A_push_that_fails_in_the_build_is_told_as_one()
    {
        run.Docker.On(Build, Shows("push-fails"));

        Assert.That(
            run.Problem(),
            Does.StartWith(
                    "DLC0402: pushing failed. In place: nothing. Not in place: i:1, i:latest. Running again is safe: it pushes "
                        + "what is missing. Docker says:\nERROR: failed to build: failed to solve: failed to push "
                )
                .And.EndWith("connection refused")
        );
    }

    [Test]
    public void A_push_that_fails_behind_another_says_which_is_there()
    {
        run.Docker.On(
            Build,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"d","name":"exporting to image","started":"2026-01-01T00:00:00Z"}]}""",
                        """{"statuses":[{"id":"pushing manifest for i:1@sha256:0","vertex":"d","completed":"2026-01-01T00:00:01Z"}]}""",
                        """{"statuses":[{"id":"pushing manifest for i:latest@sha256:0","vertex":"d","completed":"2026-01-01T00:00:02Z"}]}""",
                        """{"vertexes":[{"digest":"d","name":"exporting to image","completed":"2026-01-01T00:00:02Z","error":"failed to push i:latest: unauthorized"}]}""",
                        "ERROR: failed to solve: failed to push i:latest: unauthorized",
                    ]
                )
        );

        Assert.That(run.Problem(), Does.StartWith("DLC0402: pushing failed. In place: i:1. Not in place: i:latest. "));
    }

    [Test]
    public void A_tag_that_an_earlier_attempt_has_pushed_may_be_refused_at_the_next()
    {
        const string Refused = "failed to push i:1.4.7: tag is immutable and cannot be overwritten";
        var twice = new PlannedRun(
            Facts.BuildxOnContainerdStore,
            new DockerCachedBuildSettings
            {
                Tags = ["1.4.7"],
                Attempts = 2,
                CacheTo = ["type=registry,ref=i:cache,ignore-error=false"],
            }
        );
        const string Command =
            "docker buildx build --cache-from type=registry,ref=i:cache "
            + "--cache-to type=registry,ref=i:cache,ignore-error=false,mode=max --provenance false --tag i:1.4.7 "
            + "--output type=image,push=true,store=false .";
        twice.Docker.On(
            Command,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"d","name":"exporting to image","started":"2026-01-01T00:00:00Z"}]}""",
                        """{"statuses":[{"id":"pushing manifest for i:1.4.7@sha256:0","vertex":"d","completed":"2026-01-01T00:00:01Z"}]}""",
                        """{"vertexes":[{"digest":"d","name":"exporting to image","completed":"2026-01-01T00:00:02Z"}]}""",
                        "ERROR: failed to solve: error writing layer blob: connection reset by peer",
                    ]
                )
        );
        twice.Docker.On(
            Command,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"d","name":"exporting to image","started":"2026-01-01T00:00:00Z"}]}""",
                        $$"""{"vertexes":[{"digest":"d","name":"exporting to image","completed":"2026-01-01T00:00:02Z","error":"{{Refused}}"}]}""",
                        $"ERROR: failed to solve: {Refused}",
                    ]
                )
        );

        Assert.That(
            twice.Problem(),
            Does.StartWith(
                "DLC0402: pushing failed. In place: i:1.4.7. Not in place: nothing. Running again does not help, because the "
                    + "registry lets nobody overwrite i:1.4.7. Choose another version. "
            )
        );
    }

    [Test]
    public void What_the_builder_calls_by_its_full_name_is_what_was_asked_for()
    {
        run.Docker.On(
            Build,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"d","name":"exporting to image","started":"2026-01-01T00:00:00Z"}]}""",
                        """{"statuses":[{"id":"pushing manifest for docker.io/library/i:1@sha256:0","vertex":"d","completed":"2026-01-01T00:00:01Z"}]}""",
                        """{"statuses":[{"id":"pushing manifest for docker.io/library/i:latest@sha256:0","vertex":"d","completed":"2026-01-01T00:00:02Z"}]}""",
                        """{"vertexes":[{"digest":"d","name":"exporting to image","completed":"2026-01-01T00:00:02Z","error":"failed to push i:latest: unauthorized"}]}""",
                        "ERROR: failed to solve: failed to push i:latest: unauthorized",
                    ]
                )
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                run.Problem(),
                Does.StartWith("DLC0402: pushing failed. In place: i:1. Not in place: i:latest. ")
            );
            Assert.That(run.ToldAsPushed, Is.EqualTo((string[])["i:1 sha256:0", "i:latest sha256:0"]));
        });
    }

    [Test]
    public void A_tag_that_came_damaged_to_the_registry_is_named()
    {
        const string error = "failed to push i:1: failed commit on ref: got digest sha256:bb, expected sha256:aa";
        run.Docker.On(
            Build,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"d","name":"exporting to image","started":"2026-01-01T00:00:00Z"}]}""",
                        $$"""{"vertexes":[{"digest":"d","name":"exporting to image","completed":"2026-01-01T00:00:02Z","error":"{{error}}"}]}""",
                        $"ERROR: failed to build: failed to solve: {error}",
                    ]
                )
        );

        Assert.That(
            run.Problem(),
            Does.StartWith(
                "DLC0402: pushing failed. In place: nothing. Not in place: i:1, i:latest. i:1 is sha256:bb now, which came "
                    + "damaged to the registry. Running again is safe: "
            )
        );
    }

    [Test]
    public void An_old_buildx_is_told_nothing_of_attestations()
    {
        var old = new PlannedRun(Old, new DockerMultiStageCachedBuildSettings());
        old.Docker.On(
            "docker buildx build --cache-from type=registry,ref=i:buildcache "
                + "--cache-to type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true "
                + "--tag i:latest --push .",
            Shows("cached")
        );

        old.ToItsEnd();
    }

    [TestCase("Provenance", "max", "buildx 0.10.2 or newer")]
    [TestCase("Sbom", "true", "buildx 0.10.2 or newer")]
    [TestCase("Annotation", "a=b", "buildx 0.12 or newer")]
    public void What_an_old_buildx_cannot_be_told_is_refused(string setting, string value, string needs)
    {
        var settings = new DockerMultiStageCachedBuildSettings();
        TextSettings.Set(settings, setting, value);

        Assert.That(
            () => new PlannedRun(Old, settings),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith($"DLC0305: {setting} '{value}' needs {needs}, ")
        );
    }

    [TestCase(1, "linux/amd64", "linux/arm64", ExpectedResult = false)]
    [TestCase(2, "linux/amd64", ExpectedResult = false)]
    [TestCase(2, "linux/amd64", "linux/arm64", ExpectedResult = true)]
    public bool A_builder_of_several_machines_keeps_the_cache_of_one(int nodes, params string[] platforms) =>
        new PlannedRun(
            Facts.BuildxOnContainerdStore with
            {
                Driver = "docker-container",
                Nodes = nodes,
            },
            new DockerCachedBuildSettings { Platform = platforms }
        ).PlanWarnings.Any(warning =>
            warning.StartsWith($"DLC0515: the builder has {nodes} nodes", StringComparison.Ordinal)
        );

    [Test]
    public void An_inline_cache_is_in_the_image_of_each_platform() =>
        Assert.That(
            new PlannedRun(
                Facts.BuildxOnContainerdStore with
                {
                    Driver = "docker-container",
                    Nodes = 2,
                },
                new DockerCachedBuildSettings { Platform = ["linux/amd64", "linux/arm64"], CacheTo = ["type=inline"] }
            ).PlanWarnings,
            Is.Empty
        );

    [Test]
    public void A_builder_that_can_only_push_or_load_is_not_told_both() =>
        Assert.That(
            () =>
                new PlannedRun(
                    Facts.BuildxOnContainerdStore with
                    {
                        Driver = "docker-container",
                        Buildx = new Version(0, 12, 1),
                    },
                    new DockerCachedBuildSettings { Load = true }
                ),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith(
                    "DLC0305: Load 'true' needs buildx 0.13 or newer where the image is pushed too, "
                )
        );

    [Test]
    public void An_annotation_that_the_user_gives_stays()
    {
        var options = BuildOptions
            .From(new() { Annotation = ["index:org.opencontainers.image.source=https://myrepo.com/app"] })
            .WithReleaseLabels([
                "org.opencontainers.image.source=https://ci.myrepo.com/app",
                "org.opencontainers.image.version=1.4.7",
            ]);

        Assert.That(
            options.AnnotationAndRelease,
            Is.EqualTo([
                "index:org.opencontainers.image.source=https://myrepo.com/app",
                "org.opencontainers.image.version=1.4.7",
            ])
        );
    }

    [Test]
    public void Named_stages_come_first_and_a_failing_one_leaves_the_image_where_it_is()
    {
        var named = Named(Captured("failing.Dockerfile"));
        named.Docker.On(BuildStage, Shows("failing"));

        Assert.That(
            named.Problem(),
            Is.EqualTo(
                """
                DLC0401: building stage 'builder' failed at line 8 of Dockerfile, in stage 'builder': RUN echo compiling && sleep 0.5 && printf "code.txt:1: no such word" >&2 && exit 3. Nothing was pushed after that. Docker says:
                failing.Dockerfile:8
                --------------------
                   6 |     RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü'
                   7 |     COPY code.txt ./
                   8 | >>> RUN echo compiling && sleep 0.5 && printf "code.txt:1: no such word" >&2 && exit 3
                   9 |     
                  10 |     FROM ${REGISTRY}/busybox:1 AS assets
                --------------------
                ERROR: failed to build: failed to solve: process "/bin/sh -c echo compiling && sleep 0.5 && printf \"code.txt:1: no such word\" >&2 && exit 3" did not complete successfully: exit code: 3
                """.Replace("\\x20", " ", StringComparison.Ordinal)
            )
        );
    }

    [Test]
    public void A_failing_step_whose_line_is_not_known_is_told_with_its_stage()
    {
        run.Docker.On(Build, Shows("failing"));

        Assert.That(
            run.Problem(),
            Does.StartWith("DLC0401: building the image failed in stage 'builder': RUN echo compiling && sleep 0.5 ")
        );
    }

    [Test]
    public void The_step_that_failed_is_none_that_was_only_stopped()
    {
        run.Docker.On(
            Build,
            _ =>
                new(
                    1,
                    [],
                    [
                        """{"vertexes":[{"digest":"c","name":"[builder 2/3] COPY . .","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z","error":"context canceled: context canceled"}]}""",
                        """{"vertexes":[{"digest":"m","name":"[builder 3/3] RUN make","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z","error":"exit code: 3"}]}""",
                    ]
                )
        );

        Assert.That(
            run.Problem(),
            Does.StartWith("DLC0401: building the image failed at line 3 of Dockerfile, in stage 'builder': RUN make. ")
        );
    }

    [Test]
    public void What_a_failing_push_leaves_names_the_stages_too()
    {
        var named = Named();
        named.Docker.On(BuildStage, Shows("cached")).On(Build, Shows("push-fails"));

        Assert.That(
            named.Problem(),
            Does.StartWith("DLC0402: pushing failed. In place: i:builder. Not in place: i:1, i:latest. ")
        );
    }

    private static EngineFacts Old => Facts.BuildxOnContainerdStore with { Buildx = new Version(0, 9, 1) };

    private static PlannedRun Named(string dockerfile = PlannedRun.TwoStages) =>
        new(
            Facts.BuildxOnContainerdStore,
            new DockerMultiStageCachedBuildSettings { Tags = ["latest", "1"], Stages = ["builder"] },
            dockerfile
        );

    private static string Captured(string file) =>
        File.ReadAllText(
            RepositoryRoot.File("tests", "Cake.DockerLayerCache.Tests", "Engine", "Captured", "context", file)
        );

    private static Func<DockerCommand, DockerAnswer> Shows(string scenario, string metadata = "{}") =>
        command =>
        {
            var build = Traces.Build("engine28-containerd", scenario);
            File.WriteAllText(MetadataFile(command), metadata);
            return new(build.ExitCode, build.Output, build.Error);
        };

    private static string MetadataFile(DockerCommand command) =>
        command.Arguments[command.Arguments.ToList().IndexOf("--metadata-file") + 1];
}
