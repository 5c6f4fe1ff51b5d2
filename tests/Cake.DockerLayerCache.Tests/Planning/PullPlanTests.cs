using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>The legacy builder, which reuses only what is in the local store.</summary>
public sealed class PullPlanTests
{
    private const string Why =
        "# Pull: engine 20.10.24+dfsg1, legacy builder: DOCKER_BUILDKIT is 0, so cache images are pulled before the build";

    [Test]
    public void A_single_stage_goes_the_way_of_the_recipe() =>
        Expect(
            SingleStage,
            OneImage("latest", "1.4.7"),
            """
            docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
            DOCKER_BUILDKIT=0 docker build \
              --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void Stages_are_built_on_the_way_to_the_image_and_kept_under_their_names() =>
        Expect(
            MultiStage,
            AllStages("latest", "1.4.7"),
            """
            docker pull docker.myrepo.com/awesome-image:builder  # absent is fine
            docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
            docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:builder
            DOCKER_BUILDKIT=0 docker build \
              --cache-from docker.myrepo.com/awesome-image:builder --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            docker tag IMAGE_ID docker.myrepo.com/awesome-image:builder  # IMAGE_ID: the image that the build ended stage 'builder' with; only if it is not the pulled one
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void A_target_in_the_middle_keeps_the_stages_before_it() =>
        Expect(
            ThreeStages,
            TargetInTheMiddle,
            """
            docker pull docker.myrepo.com/awesome-image:assets  # absent is fine
            docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
            docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:assets
            DOCKER_BUILDKIT=0 docker build --target builder \
              --cache-from docker.myrepo.com/awesome-image:assets --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            docker tag IMAGE_ID docker.myrepo.com/awesome-image:assets  # IMAGE_ID: the image that the build ended stage 'assets' with; only if it is not the pulled one
            docker push docker.myrepo.com/awesome-image:assets  # only if it is new
            docker push docker.myrepo.com/awesome-image:1.4.7
            docker push docker.myrepo.com/awesome-image:latest
            """
        );

    [Test]
    public void Stages_that_nothing_needs_are_kept_too_because_this_builder_runs_them() =>
        Expect(
            UnneededStages,
            AllStages("latest", "1.4.7"),
            """
            docker pull docker.myrepo.com/awesome-image:test  # absent is fine
            docker pull docker.myrepo.com/awesome-image:docs  # absent is fine
            docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
            docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:test docker.myrepo.com/awesome-image:docs
            DOCKER_BUILDKIT=0 docker build \
              --cache-from docker.myrepo.com/awesome-image:test --cache-from docker.myrepo.com/awesome-image:docs --cache-from docker.myrepo.com/awesome-image:latest \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:latest .
            docker tag IMAGE_ID docker.myrepo.com/awesome-image:test  # IMAGE_ID: the image that the build ended stage 'test' with; only if it is not the pulled one
            docker tag IMAGE_ID docker.myrepo.com/awesome-image:docs  # IMAGE_ID: the image that the build ended stage 'docs' with; only if it is not the pulled one
            docker push docker.myrepo.com/awesome-image:test  # only if it is new
            docker push docker.myrepo.com/awesome-image:docs  # only if it is new
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
            docker pull docker.myrepo.com/awesome-image:builder  # absent is fine
            docker pull docker.myrepo.com/awesome-image:buildcache-image  # absent is fine
            docker image inspect --format '{{.Id}}{{range .RepoTags}} {{.}}{{end}}' docker.myrepo.com/awesome-image:builder
            DOCKER_BUILDKIT=0 docker build \
              --cache-from docker.myrepo.com/awesome-image:builder \
              --cache-from docker.myrepo.com/awesome-image:buildcache-image \
              --tag docker.myrepo.com/awesome-image:1.4.7 --tag docker.myrepo.com/awesome-image:buildcache-image .
            docker tag IMAGE_ID docker.myrepo.com/awesome-image:builder  # IMAGE_ID: the image that the build ended stage 'builder' with; only if it is not the pulled one
            docker push docker.myrepo.com/awesome-image:builder  # only if it is new
            docker push docker.myrepo.com/awesome-image:buildcache-image
            docker push docker.myrepo.com/awesome-image:1.4.7
            """
        );

    private static void Expect(string dockerfile, DockerCachedBuildSettings settings, string commands) =>
        Assert.That(Setup.Legacy.Plan(dockerfile, settings), Is.EqualTo(Typed($"{Why}\n{commands}")));
}
