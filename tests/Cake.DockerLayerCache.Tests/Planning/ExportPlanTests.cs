using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Builders that export caches; they differ only in how an image is pushed.</summary>
[TestFixtureSource(nameof(Builders))]
public sealed class ExportPlanTests(object setup, string engine, string output)
{
    private static IEnumerable<object[]> Builders() =>
        [
            [
                Setup.BuildxOnContainerdStore,
                "engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store",
                "--output type=image,push=true,store=false",
            ],
            // This buildx pushes only what is in the engine's store.
            [
                Setup.OldBuildxOnContainerdStore,
                "engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, containerd image store",
                "--push",
            ],
            // This builder has a store of its own.
            [Setup.ContainerDriver, "engine 28.5.2+dfsg4, buildx 0.29.1, docker-container driver", "--push"],
        ];

    [Test]
    public void A_single_stage_is_one_build() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            $"""
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest {output} .
            """
        );

    [Test]
    public void Stages_are_all_in_the_one_cache() =>
        Expect(
            MultiStage,
            AllStages("latest", "1.4.7"),
            $"""
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest {output} .
            """
        );

    [Test]
    public void A_target_in_the_middle_is_one_build() =>
        Expect(
            ThreeStages,
            TargetInTheMiddle,
            $"""
            docker buildx build --target builder \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest {output} .
            """
        );

    [Test]
    public void Stages_that_nothing_needs_are_left_alone() =>
        Expect(
            UnneededStages,
            AllStages("latest", "1.4.7"),
            $"""
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest {output} .
            """
        );

    [Test]
    public void Without_latest_the_cache_stands_where_it_always_does() =>
        Expect(
            MultiStage,
            AllStages("1.4.7"),
            $"""
            docker buildx build \
              --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
              --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
              --provenance false --tag docker.myrepo.com/awesome-image:1.4.7 {output} .
            """
        );

    private void Expect(string dockerfile, DockerCachedBuildSettings settings, string command) =>
        Assert.That(
            ((Setup)setup).Plan(dockerfile, settings),
            Is.EqualTo(
                Typed(
                    $"# Export: {engine}: one build reads and writes a cache of every stage in the registry\n{command}"
                )
            )
        );
}
