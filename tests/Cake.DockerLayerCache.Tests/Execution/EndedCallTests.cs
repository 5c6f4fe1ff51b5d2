using Cake.Core;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A call whose time is up says what stands in the registry by then.</summary>
public sealed class EndedCallTests
{
    // All that does not hang has to be done by then.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Test]
    public void A_promotion_names_the_tags_that_it_has_set()
    {
        const string Hangs = """
            case "$*" in
            *create*i:1.4\ *) exec sleep 60 ;;
            *create*) ;;
            *) echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}' ;;
            esac
            """;

        Assert.That(
            Problem(
                Hangs,
                (cake, docker) =>
                    cake.DockerPromote(
                        Setup.BuildxOnContainerdStore.Use(new DockerPromoteSettings { CallTimeout = Limit }, docker),
                        "i:tested",
                        "1.4.7",
                        "1.4"
                    )
            ),
            Does.Contain("In place: i:1.4.7. Not in place: i:1.4. Running again is safe.")
        );
    }

    [Test]
    public void A_build_whose_tags_could_not_be_read_back_any_more_names_them()
    {
        const string Hangs = """
            case "$*" in
            *--format*) exit 1 ;;
            *) exec sleep 60 ;;
            esac
            """;

        Assert.That(
            Problem(
                Hangs,
                (cake, docker) =>
                    cake.DockerCachedBuild(
                        Setup.BuildxOnContainerdStore.Use(
                            new DockerCachedBuildSettings
                            {
                                Image = "i",
                                CacheWrite = false,
                                CallTimeout = Limit,
                            },
                            docker
                        )
                    )
            ),
            Does.Contain("In place: i:latest. Not in place: nothing. Running again is safe.")
        );
    }

    private static string Problem(string imagetools, Action<ICakeContext, DockerStandIn> call)
    {
        using var workspace = Workspace.With("FROM busybox\nRUN a\n");
        using var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act("buildx-imagetools", imagetools);
        docker.Push("sha256:1");
        var problem = Assert.Throws<DockerLayerCacheException>(() => call(workspace.Cake, docker))!;
        Assert.That(problem.Code, Is.EqualTo("DLC0407"));
        return problem.Message;
    }
}
