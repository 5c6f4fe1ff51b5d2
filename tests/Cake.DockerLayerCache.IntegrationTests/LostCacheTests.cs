using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A cache whose layers a registry has lost, as one that is cleaned up does, fails no build.</summary>
/// <remarks>
/// BuildKit on the graph-driver store asks for each lost layer again for most of a minute, and runs its step by itself then:
/// too long for here, so the captured progress of such a build stands in for it elsewhere.
/// </remarks>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.ContainerdStore)]
public sealed class LostCacheTests(string name)
{
    private const string Dockerfile = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS builder
        COPY deps deps
        RUN cp deps installed
        COPY code code
        ARG TOKEN
        RUN cat installed code > result && echo "token $TOKEN" >> result

        FROM scratch
        COPY --from=builder /result /result
        """;

    [Test]
    public void The_build_goes_on_without_it_and_leaves_a_whole_one()
    {
        using var registry = new Registry(Beds.Registry.Address);
        using var workspace = new Workspace(Dockerfile);
        var cache = $"{workspace.Repository}-cache";
        void Elsewhere(DockerMultiStageCachedBuildSettings settings)
        {
            settings.CacheImage = $"{Beds.Registry.Address}/{cache}";
            settings.SecretBuildArg = ["TOKEN=hunter2"];
        }

        workspace.Build(Beds.Fresh(name), Elsewhere);
        registry.LoseLayers(cache);
        workspace.Write("code", "code 2\n");

        var without = workspace.Build(Beds.Fresh(name), Elsewhere);

        Assert.That(without.Warnings, Has.Some.StartsWith("DLC0503"), workspace.Log.Text);
        Assert.That(
            registry.File(workspace.Repository, "latest", "result"),
            Is.EqualTo("deps 1\ncode 2\ntoken hunter2\n")
        );

        var next = workspace.Build(Beds.Fresh(name), Elsewhere);

        Assert.That(next.FullyCached, workspace.Log.Text);
        Assert.That(next.Warnings, Is.Empty);
    }
}
