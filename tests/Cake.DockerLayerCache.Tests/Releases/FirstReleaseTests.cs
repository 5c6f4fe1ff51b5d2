using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>What becomes of a release where the registry does not show the image that a moving tag stands for.</summary>
public sealed class FirstReleaseTests
{
    private const string Image =
        """echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}'""";

    private const string Quay =
        "ERROR: q.io/i:latest: unexpected status from HEAD request to https://q.io/v2/i/manifests/latest: 401 Unauthorized";

    private const string DockerHub =
        "ERROR: docker.io/o/i:latest: pull access denied, repository does not exist or may require authorization: "
        + "server message: insufficient_scope: authorization failed";

    private const string GitHub =
        "ERROR: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to "
        + "https://ghcr.io/token?scope=repository%3Ao%2Fi%3Apull&service=ghcr.io: 403 Forbidden";

    private const string Fails =
        "ERROR: q.io/i:latest: unexpected status from HEAD request to https://q.io/v2/i/manifests/latest: 503 Service Unavailable";

    [TestCase(Quay)]
    [TestCase(DockerHub)]
    [TestCase(GitHub)]
    public void A_repository_that_is_not_there_yet_gets_its_first_release(string refusal)
    {
        using var workspace = Workspace.With("FROM busybox\nRUN a\n");
        using var docker = Docker($"i:latest) echo '{refusal}' >&2; exit 1");

        var result = workspace.Cake.DockerCachedBuild(Settings(docker));

        Assert.Multiple(() =>
        {
            Assert.That(result.Tags, Is.EqualTo(["1.4.7", "latest"]));
            Assert.That(
                result.Warnings,
                Has.One.StartsWith("DLC0506: nobody can say whether i:latest moves backwards, because ")
                    .And.Contain(refusal)
            );
            Assert.That(
                workspace.Log.At(LogLevel.Warning),
                Has.One.StartsWith("DLC0506: nobody can say whether i:latest moves backwards")
            );
        });
    }

    [Test]
    public void A_registry_that_fails_is_not_taken_for_one_without_the_image()
    {
        using var workspace = Workspace.With("FROM busybox\nRUN a\n");
        using var docker = Docker($"i:latest) echo '{Fails}' >&2; exit 1");

        var problem = Assert.Throws<DockerLayerCacheException>(() =>
            workspace.Cake.DockerPlanCachedBuild(Settings(docker))
        )!;

        Assert.Multiple(() =>
        {
            Assert.That(problem.Message, Does.StartWith("DLC0410: nobody can say whether i:latest moves backwards"));
            Assert.That(problem.Message, Does.EndWith(Fails).And.Not.Contain("promoted"));
        });
    }

    [Test]
    public void Where_one_tag_of_a_repository_can_be_read_another_that_cannot_is_no_first_release()
    {
        using var workspace = Workspace.With("FROM busybox\nRUN a\n");
        using var docker = Docker($"i:latest) echo '{Quay}' >&2; exit 1 ;;\ni:1) {Image}");
        var settings = Settings(docker);
        settings.Tags = ["1.4.7", "1", "latest"];

        Assert.That(
            () => workspace.Cake.DockerCachedBuild(settings),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0410: ")
        );
    }

    [Test]
    public void A_promotion_into_a_repository_that_is_not_there_yet_is_its_first_release()
    {
        var promotion = Promoted(new DockerPromoteSettings { Image = "released" });

        Assert.That(promotion.Tags, Is.EqualTo(["latest"]));
        Assert.That(
            promotion.Warnings,
            Has.One.StartsWith("DLC0506: nobody can say whether released:latest moves back")
        );
    }

    [Test]
    public void A_promotion_in_the_repository_of_its_source_has_to_read_what_it_moves() =>
        Assert.That(
            () => Promoted(new DockerPromoteSettings()),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0410: ")
        );

    private static DockerPromotion Promoted(DockerPromoteSettings settings)
    {
        using var workspace = new Workspace();
        using var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act(
            "buildx-imagetools",
            $$"""
            case "$*" in
            *create*) touch "$here/made" ;;
            *i:tested) {{Image}} ;;
            *) [ -f "$here/made" ] || { echo '{{Quay}}' >&2; exit 1; }; {{Image}} ;;
            esac
            """
        );
        settings.Version = "1.4.7";
        settings.Attempts = 1;
        return workspace.Cake.DockerPromote(Setup.BuildxOnContainerdStore.Use(settings, docker), "i:tested", "latest");
    }

    private static DockerStandIn Docker(string answers)
    {
        var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act(
            "buildx-imagetools",
            $"""
            for word; do last=$word; done
            case "$*" in
            *--format*)
            case "$last" in
            {answers} ;;
            esac ;;
            *inspect*) echo 'Digest: sha256:1' ;;
            esac
            """
        );
        docker.Push("sha256:1");
        return docker;
    }

    private static DockerCachedBuildSettings Settings(DockerStandIn docker) =>
        Setup.BuildxOnContainerdStore.Use(
            new DockerCachedBuildSettings
            {
                Image = "i",
                Version = "1.4.7",
                Tags = ["1.4.7", "latest"],
                CacheWrite = false,
                Attempts = 1,
            },
            docker
        );
}
