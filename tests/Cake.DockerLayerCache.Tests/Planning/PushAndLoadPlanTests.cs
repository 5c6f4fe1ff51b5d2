using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Execution;
using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Where the image goes.</summary>
public sealed class PushAndLoadPlanTests
{
    private static readonly DockerMultiStageCachedBuildSettings NotPushed = new() { Image = Image, Push = false };
    private static readonly DockerMultiStageCachedBuildSettings Nowhere = new()
    {
        Image = Image,
        Push = false,
        Load = false,
    };
    private static readonly DockerMultiStageCachedBuildSettings Everywhere = new() { Image = Image, Load = true };

    [Test]
    public void What_is_not_pushed_reads_the_pulled_caches_and_writes_none() =>
        Assert.That(
            Setup.Legacy.Commands(MultiStage, NotPushed),
            Is.EqualTo(
                Typed(
                    """
                    docker pull docker.myrepo.com/awesome-image:builder  # absent is fine
                    docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from docker.myrepo.com/awesome-image:builder \
                      --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:latest .
                    """
                )
            )
        );

    [Test]
    public void A_cache_that_is_written_without_the_image_is_beside_the_tags_that_others_push() =>
        Assert.That(
            Setup.Legacy.Commands(
                MultiStage,
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    Push = false,
                    CacheWrite = true,
                    CacheScope = "try",
                }
            ),
            Is.EqualTo(
                Typed(
                    """
                    # The cache is try, else shared: CacheScope is try. The shared one is that of the branch main, as nobody says otherwise (DefaultBranch).
                    docker pull docker.myrepo.com/awesome-image:builder--try || docker pull docker.myrepo.com/awesome-image:builder  # the first that is there; absent is fine
                    docker pull docker.myrepo.com/awesome-image:buildcache-image--try || docker pull docker.myrepo.com/awesome-image:latest--try || docker pull docker.myrepo.com/awesome-image:buildcache-image || docker pull docker.myrepo.com/awesome-image:latest  # the first that is there; absent is fine
                    docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:builder--try
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from docker.myrepo.com/awesome-image:builder--try \
                      --cache-from docker.myrepo.com/awesome-image:buildcache-image--try \
                      --cache-from docker.myrepo.com/awesome-image:latest--try \
                      --cache-from docker.myrepo.com/awesome-image:builder \
                      --cache-from docker.myrepo.com/awesome-image:buildcache-image \
                      --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:latest--try --tag docker.myrepo.com/awesome-image:buildcache-image--try .
                    docker tag IMAGE_ID docker.myrepo.com/awesome-image:builder--try  # IMAGE_ID: the image that the build ended stage 'builder' with; only if it is not the pulled one
                    docker push docker.myrepo.com/awesome-image:builder--try  # only if it is new
                    docker push docker.myrepo.com/awesome-image:buildcache-image--try
                    """
                )
            )
        );

    [Test]
    public void What_is_not_pushed_carries_no_inline_cache() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Setup.BuiltInBuildKit.Commands(MultiStage, NotPushed),
                Is.EqualTo(
                    Typed(
                        """
                        DOCKER_BUILDKIT=1 docker build \
                          --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
                          --cache-from docker.myrepo.com/awesome-image:builder \
                          --cache-from docker.myrepo.com/awesome-image:layercache-1 \
                          --cache-from docker.myrepo.com/awesome-image:layercache \
                          --cache-from docker.myrepo.com/awesome-image:latest \
                          --tag docker.myrepo.com/awesome-image:latest .
                        """
                    )
                )
            );
            Assert.That(
                Setup.BuildxOnGraphStore.Commands(MultiStage, NotPushed),
                Is.EqualTo(
                    Typed(
                        """
                        docker buildx build \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
                          --provenance false --tag docker.myrepo.com/awesome-image:latest --load .
                        """
                    )
                )
            );
        });

    [TestCaseSource(nameof(Exporting))]
    public void What_is_not_pushed_is_loaded_and_its_cache_not_exported(object setup) =>
        Assert.That(
            ((Setup)setup).Commands(MultiStage, NotPushed),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --load .
                    """
                )
            )
        );

    [TestCaseSource(nameof(Exporting))]
    public void A_build_for_its_own_sake_goes_nowhere(object setup) =>
        Assert.That(
            ((Setup)setup).Commands(MultiStage, Nowhere),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest .
                    """
                )
            )
        );

    [Test]
    public void An_engine_that_builds_in_its_own_store_loads_what_it_pushes() =>
        Assert.That(Setup.BuildxOnContainerdStore.Commands(MultiStage, Everywhere), Is.EqualTo(Exported("--push")));

    [Test]
    public void A_builder_with_its_own_store_is_told_to_do_both() =>
        Assert.That(Setup.ContainerDriver.Commands(MultiStage, Everywhere), Is.EqualTo(Exported("--push --load")));

    private static IEnumerable<object> Exporting() =>
        [Setup.BuildxOnContainerdStore, Setup.OldBuildxOnContainerdStore, Setup.ContainerDriver];

    private static string Exported(string output) =>
        Typed(
            $"""
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:latest {output} .
            """
        );

    [Test]
    public void Attestations_that_the_image_store_cannot_hold_are_refused_where_the_image_is_to_be_there()
    {
        var graph = Facts.Of("engine26-graph/answers") with { Driver = "docker-container" };
        DockerCachedBuildSettings[] asked =
        [
            new() { Sbom = "true", Load = true },
            new() { Sbom = "true", Push = false },
        ];
        Assert.Multiple(() =>
        {
            foreach (var settings in asked)
            {
                Assert.That(
                    () => new PlannedRun(graph, settings),
                    Throws
                        .TypeOf<DockerLayerCacheException>()
                        .With.Message.StartsWith(
                            "DLC0305: Sbom 'true' needs the containerd image store where the image is loaded (Load), "
                        )
                );
                Assert.That(() => new PlannedRun(graph with { ContainerdStore = true }, settings), Throws.Nothing);
            }

            Assert.That(
                () => new PlannedRun(graph, new DockerCachedBuildSettings { Provenance = "false", Load = true }),
                Throws.Nothing
            );
        });
    }

    [TestCase(false, null, "--provenance false --tag i:latest --load")]
    [TestCase(true, null, "--provenance mode=max --sbom true --tag i:latest --load")]
    // All its tags stand for a newer version.
    [TestCase(false, true, "--provenance false --tag i:latest --load")]
    public void What_is_there_only_because_the_run_may_not_push_it_has_those_that_the_store_can_hold(
        bool containerd,
        bool? push,
        string told
    )
    {
        using var workspace = Workspace.With("FROM a");
        var settings = new DockerCachedBuildSettings
        {
            Image = "i",
            Push = push,
            Provenance = "mode=max",
            Sbom = "true",
        };
        var request = BuildRequest.From(settings, ".", workspace.Cake.FileSystem, workspace.Path) with { Push = false };
        var dockerfile = Dockerfile.Parse("FROM a", "Dockerfile", new DockerfileInputs());
        var facts = Facts.Of("engine26-graph/answers") with
        {
            Driver = "docker-container",
            ContainerdStore = containerd,
        };

        Assert.That(
            Planner.Plan(request, facts, dockerfile, WantedStages.In(dockerfile, request)).ToPublic().Commands[^1],
            Does.Contain(told)
        );
    }

    [TestCase(DockerBuildStrategy.Export)]
    [TestCase(DockerBuildStrategy.Inline)]
    public void It_stays_in_the_builder_where_there_is_no_engine(DockerBuildStrategy strategy)
    {
        using var workspace = Workspace.With("FROM a");
        var settings = new DockerCachedBuildSettings { Image = "i", Strategy = strategy };
        var request = BuildRequest.From(settings, ".", workspace.Cake.FileSystem, workspace.Path) with { Push = false };
        var dockerfile = Dockerfile.Parse("FROM a", "Dockerfile", new DockerfileInputs());
        var facts = Facts.Of("remote-without-engine");

        Assert.That(
            Planner.Plan(request, facts, dockerfile, WantedStages.In(dockerfile, request)).ToPublic().Commands[^1],
            Does.Contain("buildx build").And.Not.Contain("--load")
        );
        Assert.That(
            () => new PlannedRun(facts, new DockerCachedBuildSettings { Load = true }),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith("DLC0305: Load 'true' needs a docker engine that answers, ")
        );
    }

    [Test]
    public void Stages_published_under_inline_need_an_engine() =>
        Assert.That(
            () =>
                new PlannedRun(
                    Facts.Of("remote-without-engine"),
                    new DockerMultiStageCachedBuildSettings
                    {
                        Stages = ["builder"],
                        Strategy = DockerBuildStrategy.Inline,
                    }
                ),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith("DLC0305: Stages 'builder' needs a docker engine that answers, ")
        );

    [Test]
    public void Several_platforms_are_loaded_only_where_the_image_store_can_hold_them()
    {
        var facts = Facts.Of("engine26-graph/answers") with { Driver = "docker-container" };
        PlannedRun Planned() =>
            new(facts, new DockerCachedBuildSettings { Platform = ["linux/amd64", "linux/arm64"], Load = true });

        Assert.That(
            Planned,
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith(
                    "DLC0305: Platform 'linux/arm64' needs the containerd image store where the image is loaded (Load), "
                )
        );
        facts = facts with { ContainerdStore = true };
        Assert.That(Planned, Throws.Nothing);
    }
}
