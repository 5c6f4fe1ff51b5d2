using Cake.Core;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A call whose time is up says what stands in the registry by then.</summary>
public sealed class EndedCallTests
{
    // All that does not hang has to be done by then: on a busy machine, by the next.
    private static readonly TimeSpan[] Limits = [.. new[] { 3, 10, 60 }.Select(each => TimeSpan.FromSeconds(each))];

    [Test]
    public void A_promotion_names_the_tags_that_it_has_set()
    {
        const string Hangs = """
            case "$*" in
            *create*i:1.4\ *) : >"$here/hangs"; exec sleep 600 ;;
            *create*) ;;
            *) echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}' ;;
            esac
            """;

        Assert.That(
            Problem(
                Hangs,
                (cake, docker, limit) =>
                    cake.DockerPromote(
                        Setup.BuildxOnContainerdStore.Use(new DockerPromoteSettings { CallTimeout = limit }, docker),
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
            *) : >"$here/hangs"; exec sleep 600 ;;
            esac
            """;

        Assert.That(
            Problem(
                Hangs,
                (cake, docker, limit) =>
                    cake.DockerCachedBuild(
                        Setup.BuildxOnContainerdStore.Use(
                            new DockerCachedBuildSettings
                            {
                                Image = "i",
                                CacheWrite = false,
                                CallTimeout = limit,
                            },
                            docker
                        )
                    )
            ),
            Does.Contain("In place: i:latest. Not in place: nothing. Running again is safe.")
        );
    }

    private static string Problem(string imagetools, Action<ICakeContext, DockerStandIn, TimeSpan> call) =>
        Limits.Select(limit => Problem(imagetools, call, limit)).FirstOrDefault(problem => problem is not null)
        ?? throw new TimeoutException("docker never came to where it hangs");

    /// <summary>The message; null where the time was up before docker came to where it hangs.</summary>
    private static string? Problem(
        string imagetools,
        Action<ICakeContext, DockerStandIn, TimeSpan> call,
        TimeSpan limit
    )
    {
        using var workspace = Workspace.With("FROM busybox\nRUN a\n");
        using var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act("buildx-imagetools", imagetools);
        docker.Push("sha256:1");
        var problem = Assert.Throws<DockerLayerCacheException>(() => call(workspace.Cake, docker, limit))!;
        Assert.That(problem.Code, Is.EqualTo("DLC0407"));
        return File.Exists(Path.Combine(Path.GetDirectoryName(docker.ToolPath)!, "hangs")) ? problem.Message : null;
    }
}
