using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>The BuildKit inside a CLI before 23: it reads caches from the registry, and pushes nothing by itself.</summary>
public sealed class BuiltInBuildKitPlanTests
{
    private const string Why =
        "# Inline: engine 20.10.24+dfsg1, built-in BuildKit, no buildx: BuildKit reads caches from the registry but cannot export one here, so the images carry it";

    [Test]
    public void A_single_stage_is_built_from_the_image_in_the_registry() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            """
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void A_stage_gets_an_image_of_its_own_where_the_build_showed_that_it_must() =>
        Expect(
            MultiStage,
            AllStages("latest", "1.4.7"),
            """
            docker image ls --quiet docker.myrepo.com/awesome-image  # if any is listed, what follows takes every stage for stale
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void A_target_in_the_middle_keeps_what_it_needs() =>
        Expect(
            ThreeStages,
            TargetInTheMiddle,
            """
            docker image ls --quiet docker.myrepo.com/awesome-image  # if any is listed, what follows takes every stage for stale
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:assets --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target assets \
              --cache-from docker.myrepo.com/awesome-image:assets --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:assets .  # only if a step of stage 'assets' ran, or docker.myrepo.com/awesome-image:assets is absent
            docker push docker.myrepo.com/awesome-image:assets  # only if it is new
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void Stages_that_nothing_needs_are_left_alone() =>
        Expect(
            UnneededStages,
            AllStages("latest", "1.4.7"),
            """
            docker image ls --quiet docker.myrepo.com/awesome-image  # if any is listed, what follows takes every stage for stale
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:latest \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void Without_latest_the_image_has_a_tag_for_its_cache() =>
        Expect(
            MultiStage,
            AllStages("1.4.7"),
            """
            docker image ls --quiet docker.myrepo.com/awesome-image  # if any is listed, what follows takes every stage for stale
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:buildcache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:buildcache .
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:buildcache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:buildcache
            docker push docker.myrepo.com/awesome-image:1.4.7
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.BuiltInBuildKit.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
