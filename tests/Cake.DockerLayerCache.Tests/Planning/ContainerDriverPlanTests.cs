using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>A builder with a store of its own.</summary>
public sealed class ContainerDriverPlanTests
{
    private const string Why =
        "# Export: engine 28.5.2+dfsg4, buildx 0.29.1, docker-container driver: one build reads and writes a cache of every stage in the registry";

    [Test]
    public void A_single_stage_is_one_build() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            """
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            """
        );

    [Test]
    public void Stages_are_all_in_the_one_cache() =>
        Expect(
            MultiStage,
            AllStages("latest", "1.4.7"),
            """
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            """
        );

    [Test]
    public void A_target_in_the_middle_is_one_build() =>
        Expect(
            ThreeStages,
            new DockerMultiStageCachedBuildSettings
            {
                Image = Image,
                Tags = ["latest", "1.4.7"],
                Target = "builder",
            },
            """
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            """
        );

    [Test]
    public void Stages_that_nothing_needs_are_left_alone() =>
        Expect(
            UnneededStages,
            AllStages("latest", "1.4.7"),
            """
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest --push .
            """
        );

    [Test]
    public void Without_latest_the_cache_stands_where_it_always_does() =>
        Expect(
            MultiStage,
            AllStages("1.4.7"),
            """
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --push .
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.ContainerDriver.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
