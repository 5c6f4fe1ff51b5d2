using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Stages that the user names: images that people run, and not only caches.</summary>
public sealed class NamedStagePlanTests
{
    [Test]
    public void Only_named_stages_are_kept_by_the_legacy_builder() =>
        Assert.That(
            Setup.Legacy.Commands(UnneededStages, Naming("TEST")),
            Is.EqualTo(
                Typed(
                    """
                    docker pull docker.myrepo.com/awesome-image:test  # absent is fine
                    docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                    docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:test
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from docker.myrepo.com/awesome-image:test --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:latest .
                    docker tag IMAGE_ID docker.myrepo.com/awesome-image:test  # IMAGE_ID: the image that the build ended stage 'test' with; only if it is not the pulled one
                    docker push docker.myrepo.com/awesome-image:test  # only if it is new
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void A_named_stage_behind_the_target_is_built_by_itself() =>
        Assert.That(
            Setup.Legacy.Commands(UnneededStages, Naming(["test"], "builder")),
            Is.EqualTo(
                Typed(
                    """
                    docker pull docker.myrepo.com/awesome-image:test  # absent is fine
                    docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                    docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:test
                    DOCKER_BUILDKIT=0 docker build --target builder \
                      --cache-from docker.myrepo.com/awesome-image:test --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:latest .
                    DOCKER_BUILDKIT=0 docker build --target test \
                      --cache-from docker.myrepo.com/awesome-image:test --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:test .
                    docker push docker.myrepo.com/awesome-image:test  # only if it is new
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void A_named_stage_is_published_without_inline_metadata_and_always() =>
        Assert.That(
            Setup.BuildxOnGraphStore.Commands(UnneededStages, Naming("builder", "test")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx du --verbose
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-0 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-0 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --load .
                    docker buildx build --target test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-0 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-0 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
                      --provenance false --load .
                    docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-builder-0 --tag docker.myrepo.com/awesome-image:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
                    docker buildx build --target test --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-test-0 --tag docker.myrepo.com/awesome-image:layercache-test-1 --push .  # only if a step of stage 'test' ran
                    docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage '3' ran
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-0 \
                      --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-builder-0 --push .  # else, only if docker.myrepo.com/awesome-image:layercache-builder-0 is absent, or the builder had a cache of its own before
                    docker buildx build --target test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-0 \
                      --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-test-0 --push .  # else, only if docker.myrepo.com/awesome-image:layercache-test-0 is absent, or the builder had a cache of its own before
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                      --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-0 \
                      --provenance false --tag docker.myrepo.com/awesome-image:builder --push .
                    docker buildx build --target test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-test-0 \
                      --provenance false --tag docker.myrepo.com/awesome-image:test --push .
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void Named_stages_are_published_before_the_image_and_have_an_export_of_their_own_where_it_holds_them_not() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(UnneededStages, Naming("test", "builder", "0")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx imagetools inspect docker.myrepo.com/awesome-image:buildcache-test  # tells whether it is there
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --provenance false --tag docker.myrepo.com/awesome-image:builder \
                      --output type=image,push=true,store=false .
                    docker buildx build --target test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache-test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache-test,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:test \
                      --output type=image,push=true,store=false .  # of the caches docker.myrepo.com/awesome-image:buildcache-test, docker.myrepo.com/awesome-image:buildcache only the first that is there
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest \
                      --output type=image,push=true,store=false .
                    """
                )
            )
        );

    [Test]
    public void A_named_stage_is_published_beside_the_image_wherever_the_cache_is_kept() =>
        Assert.That(
            Setup.ContainerDriver.Commands(
                MultiStage,
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    CacheImage = "cache.myrepo.com/awesome",
                    Stages = ["builder"],
                }
            ),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:buildcache \
                      --provenance false --tag docker.myrepo.com/awesome-image:builder --push .
                    docker buildx build \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:buildcache \
                      --cache-to type=registry,ref=cache.myrepo.com/awesome:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --push .
                    """
                )
            )
        );

    [Test]
    public void The_cache_of_a_named_stage_that_the_image_does_not_hold_is_beside_the_image_wherever_its_own_is()
    {
        var settings = Naming("test");
        settings.CacheTo = ["docker.myrepo.com/caches:app"];

        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(UnneededStages, settings),
            Does.Contain(
                Typed(
                    """
                    docker buildx build --target test \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache-test \
                      --cache-from type=registry,ref=docker.myrepo.com/caches:app \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache-test,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false
                    """
                )
            )
        );
    }

    [TestCaseSource(nameof(NotPushed))]
    public void A_named_stage_that_the_target_does_not_need_is_built_where_nothing_is_pushed(
        Setup setup,
        string build,
        string[] stages,
        string? target
    )
    {
        var settings = Naming(stages, target);
        settings.Push = false;

        Assert.That(
            setup.Commands(UnneededStages, settings).Split('\n').Where(line => line.Contains("build --target test")),
            Has.One.StartsWith(build).And.None.Contains("push")
        );
    }

    private static IEnumerable<object?[]> NotPushed() =>
        [
            [Setup.BuildxOnContainerdStore, "docker buildx build --target test ", new[] { "test", "builder" }, null],
            [Setup.BuildxOnGraphStore, "docker buildx build --target test ", new[] { "test", "builder" }, null],
            [Setup.BuiltInBuildKit, "DOCKER_BUILDKIT=1 docker build --target test ", new[] { "test" }, null],
            [Setup.Legacy, "DOCKER_BUILDKIT=0 docker build --target test ", new[] { "test" }, "builder"],
        ];

    [Test]
    public void What_is_not_pushed_publishes_no_stage() =>
        Assert.That(
            Setup.ContainerDriver.Commands(
                MultiStage,
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    Push = false,
                    Stages = ["builder"],
                }
            ),
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

    [Test]
    public void The_target_that_is_named_gets_its_name_for_a_tag_too() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(ThreeStages, Naming(["builder"], "builder")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:latest \
                      --output type=image,push=true,store=false .
                    """
                )
            )
        );

    [Test]
    public void A_tag_that_the_named_target_has_already_is_not_given_twice() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(
                ThreeStages,
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    Tags = ["builder"],
                    Target = "builder",
                    Stages = ["builder"],
                }
            ),
            Does.Contain(" --tag docker.myrepo.com/awesome-image:builder --output ")
        );

    private static DockerMultiStageCachedBuildSettings Naming(params string[] stages) => Naming(stages, null);

    private static DockerMultiStageCachedBuildSettings Naming(string[] stages, string? target) =>
        new()
        {
            Image = Image,
            Stages = stages,
            Target = target,
        };
}
