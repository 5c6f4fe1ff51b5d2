using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Execution;
using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>buildx on the graph-driver store, which can write inline caches only.</summary>
public sealed class InlinePlanTests
{
    private const string Why =
        "# Inline: engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, graph-driver image store: BuildKit reads caches from the registry but cannot export one here, so the images carry it";

    [Test]
    public void An_engine_without_a_version_is_not_taken_for_an_old_one() =>
        Assert.That(
            () =>
                new PlannedRun(
                    Facts.BuildxOnGraphStore with
                    {
                        ServerVersion = "dev",
                    },
                    new DockerCachedBuildSettings { Ulimit = ["nofile=64"], ShmSize = "1g" }
                ),
            Throws.Nothing
        );

    [Test]
    public void A_single_stage_is_built_from_the_image_in_the_registry() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            """
            docker buildx du --verbose
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-2 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-BREAKPOINT --push .  # only if a step of stage '0' ran; BREAKPOINT tells where the first of them stands: 1 from line 2 on, 2 from line 4 on
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-2 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            """
        );

    [Test]
    public void A_stage_gets_an_image_of_its_own_where_the_build_showed_that_it_must() =>
        Expect(
            MultiStage,
            AllStages("latest", "1.4.7"),
            """
            docker buildx du --verbose
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
            docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage '1' ran
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --push .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            """
        );

    [Test]
    public void A_target_in_the_middle_keeps_what_it_needs() =>
        Expect(
            ThreeStages,
            TargetInTheMiddle,
            """
            docker buildx du --verbose
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-assets-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:assets \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            docker buildx build --target assets --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:assets --tag docker.myrepo.com/awesome-image:layercache-assets-1 --push .  # only if a step of stage 'assets' ran
            docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage 'builder' ran
            docker buildx build --target assets \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-assets-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:assets \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:assets --push .  # else, only if docker.myrepo.com/awesome-image:assets is absent, or the builder had a cache of its own before
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            """
        );

    [Test]
    public void Stages_that_nothing_needs_are_left_alone() =>
        Expect(
            UnneededStages,
            AllStages("latest", "1.4.7"),
            """
            docker buildx du --verbose
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
            docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage '3' ran
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --push .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            """
        );

    [Test]
    public void Without_latest_the_image_has_a_tag_for_its_cache() =>
        Expect(
            MultiStage,
            AllStages("1.4.7"),
            """
            docker buildx du --verbose
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --push .
            docker buildx build --target builder --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --tag docker.myrepo.com/awesome-image:layercache-builder-1 --push .  # only if a step of stage 'builder' ran
            docker buildx build --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --tag docker.myrepo.com/awesome-image:layercache-1 --push .  # only if a step of stage '1' ran
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-builder-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --push .  # else, only if docker.myrepo.com/awesome-image:builder is absent, or the builder had a cache of its own before
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache-1 \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:layercache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:layercache --push .  # else, only if docker.myrepo.com/awesome-image:layercache is absent, or the builder had a cache of its own before
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.BuildxOnGraphStore.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
