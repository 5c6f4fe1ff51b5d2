using Cake.DockerLayerCache.Testing.StandIns;
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
            docker system df --format '{{.Type}}: {{.TotalCount}}'
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache-2 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-BREAKPOINT .  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
            docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
            docker push docker.myrepo.com/awesome-image:layercache-BREAKPOINT  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache-2 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
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
            docker system df --format '{{.Type}}: {{.TotalCount}}'
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target builder --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 .  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:builder  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:layercache-builder-1  # only if a step of stage 'builder' ran
            DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 .  # only if a step of stage '1' ran
            docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage '1' ran
            docker push docker.myrepo.com/awesome-image:layercache-1  # only if a step of stage '1' ran
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:builder  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
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
            docker system df --format '{{.Type}}: {{.TotalCount}}'
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-assets-1 \
              --cache-from docker.myrepo.com/awesome-image:assets \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target assets --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:assets --tag docker.myrepo.com/awesome-image:layercache-assets-1 .  # only if a step of stage 'assets' ran
            docker push docker.myrepo.com/awesome-image:assets  # only if a step of stage 'assets' ran
            docker push docker.myrepo.com/awesome-image:layercache-assets-1  # only if a step of stage 'assets' ran
            DOCKER_BUILDKIT=1 docker build --target builder --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 .  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:layercache-1  # only if a step of stage 'builder' ran
            DOCKER_BUILDKIT=1 docker build --target assets \
              --cache-from docker.myrepo.com/awesome-image:layercache-assets-1 \
              --cache-from docker.myrepo.com/awesome-image:assets \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:assets .  # else, only if docker.myrepo.com/awesome-image:assets is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:assets  # else, only if docker.myrepo.com/awesome-image:assets is absent, or the builder had a cache of its own before
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
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
            docker system df --format '{{.Type}}: {{.TotalCount}}'
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            DOCKER_BUILDKIT=1 docker build --target builder --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 .  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:builder  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:layercache-builder-1  # only if a step of stage 'builder' ran
            DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 .  # only if a step of stage '3' ran
            docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage '3' ran
            docker push docker.myrepo.com/awesome-image:layercache-1  # only if a step of stage '3' ran
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:builder  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
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
            docker system df --format '{{.Type}}: {{.TotalCount}}'
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 .
            DOCKER_BUILDKIT=1 docker build --target builder --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 .  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:builder  # only if a step of stage 'builder' ran
            docker push docker.myrepo.com/awesome-image:layercache-builder-1  # only if a step of stage 'builder' ran
            DOCKER_BUILDKIT=1 docker build --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 .  # only if a step of stage '1' ran
            docker push docker.myrepo.com/awesome-image:layercache  # only if a step of stage '1' ran
            docker push docker.myrepo.com/awesome-image:layercache-1  # only if a step of stage '1' ran
            DOCKER_BUILDKIT=1 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:builder .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:builder  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            DOCKER_BUILDKIT=1 docker build \
              --cache-from docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from docker.myrepo.com/awesome-image:layercache \
              --build-arg BUILDKIT_INLINE_CACHE=1 --tag docker.myrepo.com/awesome-image:layercache .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:layercache  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            docker push docker.myrepo.com/awesome-image:1.4.7
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.BuiltInBuildKit.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
