using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>A strategy that the user names on an engine that would choose another.</summary>
public sealed class AskedStrategyPlanTests
{
    [Test]
    public void Pull_uses_the_legacy_builder_of_an_engine_that_has_BuildKit() =>
        Assert.That(
            Setup.BuildxOnGraphStore.Plan(SingleStage, Asking(DockerBuildStrategy.Pull)),
            Is.EqualTo(
                Typed(
                    """
                    # Pull: the settings ask for it (engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, graph-driver image store)
                    docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                    DOCKER_BUILDKIT=0 docker build \
                      --cache-from docker.myrepo.com/awesome-image:latest --tag docker.myrepo.com/awesome-image:latest .
                    docker push docker.myrepo.com/awesome-image:latest
                    """
                )
            )
        );

    [Test]
    public void Inline_caches_are_pushed_by_a_builder_that_can() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Plan(MultiStage, Asking(DockerBuildStrategy.Inline)),
            Is.EqualTo(
                Typed(
                    """
                    # Inline: the settings ask for it (engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store)
                    docker buildx du --verbose
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
                      --provenance false --tag docker.myrepo.com/awesome-image:latest --output type=image,push=true,store=false .
                    docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 --output type=image,push=true,store=false .  # only if a step of stage 'builder' ran
                    docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --output type=image,push=true,store=false .  # only if a step of stage '1' ran
                    docker buildx build --target builder \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
                      --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --output type=image,push=true,store=false .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
                      --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --output type=image,push=true,store=false .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
                    """
                )
            )
        );

    [Test]
    public void The_best_strategy_can_be_named_as_well() =>
        Assert.That(
            Setup.ContainerDriver.Plan(SingleStage, Asking(DockerBuildStrategy.Export)),
            Does.StartWith(
                "# Export: the settings ask for it (engine 28.5.2+dfsg4, buildx 0.29.1, docker-container driver)\n"
            )
        );

    private static DockerMultiStageCachedBuildSettings Asking(DockerBuildStrategy strategy) =>
        new() { Image = Image, Strategy = strategy };
}
