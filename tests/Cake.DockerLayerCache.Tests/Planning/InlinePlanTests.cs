using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>buildx on the graph-driver store, which can write inline caches only.</summary>
public sealed class InlinePlanTests
{
    private const string Why =
        "# Inline: engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, graph-driver image store: BuildKit reads caches from the registry but cannot export one here, so the images carry it";

    [Test]
    public void A_single_stage_is_built_from_the_image_in_the_registry() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            """
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --load .
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
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --load .
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --load .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
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
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:assets --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --load .
            docker buildx build --target assets \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:assets --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:assets --load .  # only if a step of stage 'assets' ran, or docker.myrepo.com/awesome-image:assets is absent
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
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --load .
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:latest \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --load .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
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
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:buildcache --load .
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:builder --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=inline --provenance false --tag docker.myrepo.com/awesome-image:builder --load .  # only if a step of stage 'builder' ran, or docker.myrepo.com/awesome-image:builder is absent
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:buildcache
            docker push docker.myrepo.com/awesome-image:1.4.7
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.BuildxOnGraphStore.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
