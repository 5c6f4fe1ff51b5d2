using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Where caches are read and kept.</summary>
public sealed class CachePlacePlanTests
{
    private static readonly DockerMultiStageCachedBuildSettings KeptElsewhere = new()
    {
        Image = Image,
        Tags = ["latest", "1.4.7"],
        CacheImage = "cache.myrepo.com/awesome",
    };

    private static readonly DockerCachedBuildSettings MoreSources = new()
    {
        Image = Image,
        CacheFrom = ["docker.myrepo.com/awesome-image", "docker.myrepo.com/awesome-image:main", "busybox"],
    };

    [Test]
    public void Pulled_caches_can_be_kept_elsewhere() =>
        Assert.That(
            Setup.Legacy.Commands(MultiStage, KeptElsewhere),
            Is.EqualTo(
                Typed(
                    """
                    docker pull cache.myrepo.com/awesome:builder  # absent is fine
                    docker pull cache.myrepo.com/awesome:buildcache-image  # absent is fine
                    docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' cache.myrepo.com/awesome:builder
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from cache.myrepo.com/awesome:builder \
                      --cache-from cache.myrepo.com/awesome:buildcache-image \
                      --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --tag cache.myrepo.com/awesome:buildcache-image .
                    docker tag IMAGE_ID cache.myrepo.com/awesome:builder  # IMAGE_ID: the image that the build ended stage 'builder' with; only if it is not the pulled one
                    docker push cache.myrepo.com/awesome:builder  # only if it is new
                    docker push cache.myrepo.com/awesome:buildcache-image
                    docker push docker.myrepo.com/awesome-image:1.4.7
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void Inline_caches_can_be_kept_elsewhere() =>
        Assert.That(
            Setup.BuildxOnGraphStore.Commands(MultiStage, KeptElsewhere),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx du --verbose
                    docker buildx build \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache-builder-1 \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:builder \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache-1 \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
                      --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
                    docker buildx build --target builder --cache-to type=inline --provenance false --tag cache.myrepo.com/awesome:builder --tag cache.myrepo.com/awesome:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
                    docker buildx build --cache-to type=inline --provenance false --tag cache.myrepo.com/awesome:layercache --tag cache.myrepo.com/awesome:layercache-1 --push .  # only if a step of stage '1' ran
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache-builder-1 \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:builder \
                      --cache-to type=inline --provenance false --tag cache.myrepo.com/awesome:builder --push .  # else, only if cache.myrepo.com/awesome:builder is absent, or the builder had a cache of its own before
                    docker buildx build \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache-1 \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:layercache \
                      --cache-to type=inline --provenance false --tag cache.myrepo.com/awesome:layercache --push .  # else, only if cache.myrepo.com/awesome:layercache is absent, or the builder had a cache of its own before
                    """
                )
            )
        );

    [Test]
    public void Exported_caches_can_be_kept_elsewhere() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(MultiStage, KeptElsewhere),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome:buildcache \
                      --cache-to type=registry,ref=cache.myrepo.com/awesome:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false \
                      --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest \
                      --output type=image,push=true,store=false .
                    """
                )
            )
        );

    [Test]
    public void Further_sources_come_behind_the_image_s_own_and_none_comes_twice() =>
        Assert.That(
            Setup.Legacy.Commands(SingleStage, MoreSources),
            Is.EqualTo(
                Typed(
                    """
                    docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                    docker pull docker.myrepo.com/awesome-image:main  # absent is fine
                    docker pull busybox:latest  # absent is fine
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from docker.myrepo.com/awesome-image:latest \
                      --cache-from docker.myrepo.com/awesome-image:main \
                      --cache-from busybox:latest \
                      --tag docker.myrepo.com/awesome-image:latest .
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void Further_sources_of_any_kind_serve_an_export() =>
        Assert.That(
            Setup.ContainerDriver.Commands(
                SingleStage,
                new()
                {
                    Image = Image,
                    CacheFrom =
                    [
                        "docker.myrepo.com/awesome-image:main",
                        "type=local,src=../layers",
                        "type=registry,ref=cache.myrepo.com/awesome",
                        "type=gha,scope=awesome image",
                    ],
                }
            ),
            Is.EqualTo(
                Typed(
                    """
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:main \
                      --cache-from type=local,src=../layers \
                      --cache-from type=registry,ref=cache.myrepo.com/awesome \
                      --cache-from 'type=gha,scope=awesome image' \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --push .
                    """
                )
            )
        );
}
