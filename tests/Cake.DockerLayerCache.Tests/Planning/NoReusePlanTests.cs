using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary><c>NoCache</c> and <c>Pull</c>: nothing is reused, the caches for the next build are written all the same.</summary>
public sealed class NoReusePlanTests
{
    [Test]
    public void The_legacy_builder_pulls_nothing_that_it_must_not_reuse() =>
        Assert.That(
            Setup.Legacy.Commands(MultiStage, Anew()),
            Is.EqualTo(
                Typed(
                    """
                    DOCKER_BUILDKIT=0 docker build --pull --no-cache --tag docker.myrepo.com/awesome-image:latest .
                    docker tag IMAGE_ID docker.myrepo.com/awesome-image:builder  # IMAGE_ID: the image that the build ended stage 'builder' with; only if it is not the pulled one
                    docker push docker.myrepo.com/awesome-image:builder  # only if it is new
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void A_stage_is_not_built_anew_a_second_time_for_its_inline_cache() =>
        Assert.That(
            Setup.BuildxOnGraphStore.Commands(UnneededStages, Anew("builder", "test")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build --pull --no-cache --provenance false --tag docker.myrepo.com/awesome-image:latest --load .
                    docker buildx build --target test --pull --no-cache --provenance false --load .
                    docker buildx build --target builder --pull --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-builder-0 --tag docker.myrepo.com/awesome-image:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
                    docker buildx build --target test --pull --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache-test-0 --tag docker.myrepo.com/awesome-image:layercache-test-1 --push .  # only if a step of stage 'test' ran
                    docker buildx build --pull --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage '3' ran
                    docker buildx build --target builder --pull --provenance false --tag docker.myrepo.com/awesome-image:builder --push .
                    docker buildx build --target test --pull --provenance false --tag docker.myrepo.com/awesome-image:test --push .
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void A_named_stage_is_published_out_of_what_the_image_was_built_from_and_any_other_before_the_image() =>
        Assert.That(
            Setup.ContainerDriver.Commands(UnneededStages, Anew("builder", "test")),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build --target test --pull --no-cache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache-test,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:test --push .
                    docker buildx build --pull --no-cache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --push .
                    docker buildx build --target builder --pull \
                      --provenance false --tag docker.myrepo.com/awesome-image:builder --push .
                    """
                )
            )
        );

    [Test]
    public void A_newer_base_image_alone_leaves_the_caches_in_use() =>
        Assert.That(
            Setup.BuiltInBuildKit.Commands(SingleStage, new() { Image = Image, Pull = true }),
            Is.EqualTo(
                Typed(
                    """
                    docker system df --format '{{.Type}}: {{.TotalCount}}'
                    DOCKER_BUILDKIT=1 docker build --pull \
                      --cache-from docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from docker.myrepo.com/awesome-image:layercache-2 \
                      --cache-from docker.myrepo.com/awesome-image:layercache \
                      --cache-from docker.myrepo.com/awesome-image:latest \
                      --tag docker.myrepo.com/awesome-image:latest .
                    DOCKER_BUILDKIT=1 docker build --pull --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-BREAKPOINT .  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
                    docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
                    docker push docker.myrepo.com/awesome-image:layercache-BREAKPOINT  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
                    DOCKER_BUILDKIT=1 docker build --pull \
                      --cache-from docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from docker.myrepo.com/awesome-image:layercache-2 \
                      --cache-from docker.myrepo.com/awesome-image:layercache \
                      --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
                    docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    private static DockerMultiStageCachedBuildSettings Anew(params string[] stages) =>
        new()
        {
            Image = Image,
            NoCache = true,
            Pull = true,
            Stages = stages,
        };
}
