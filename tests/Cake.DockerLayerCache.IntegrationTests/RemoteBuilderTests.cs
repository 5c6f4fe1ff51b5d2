using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A machine without an engine, as many a CI job in a cluster: its builder is elsewhere.</summary>
public sealed class RemoteBuilderTests
{
    [Test]
    public void It_builds_and_pushes_and_leaves_a_cache()
    {
        using var workspace = new Workspace(Workspace.TwoStages);

        var first = Build(workspace);
        var second = Build(workspace);

        Assert.Multiple(() =>
        {
            Assert.That(first.Strategy, Is.EqualTo(DockerBuildStrategy.Export), workspace.Log.Text);
            Assert.That(second.FullyCached, workspace.Log.Text);
            Assert.That(second.Digest, Is.EqualTo(first.Digest));
            Assert.That(second.Warnings, Is.Empty);
        });
    }

    [Test]
    public void It_has_no_store_to_load_the_image_into()
    {
        using var workspace = new Workspace(Workspace.OneStage);

        Assert.That(
            () => Build(workspace, settings => settings.Load = true),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0305: Load ")
        );
        Assert.That(workspace.PushedTags, Is.Empty);
    }

    [Test]
    public void What_a_run_may_not_push_stays_in_the_builder()
    {
        using var workspace = new Workspace(Workspace.OneStage);

        var result = Build(workspace, ci: new Dictionary<string, string>(StringComparer.Ordinal) { ["CI"] = "true" });

        Assert.That(result.Pushed, Is.False, workspace.Log.Text);
        Assert.That(workspace.PushedTags, Is.Empty);
    }

    private static DockerBuildResult Build(
        Workspace workspace,
        Action<DockerMultiStageCachedBuildSettings>? change = null,
        Dictionary<string, string>? ci = null
    )
    {
        var bed = Beds.Fresh(Beds.ContainerdStore);
        using var relay = new BuildKitRelay(bed);
        var builder = $"remote-{Guid.NewGuid():N}";
        bed.Docker("buildx", "create", "--name", builder, "--driver", "remote", relay.Address);
        return workspace.Build(
            bed,
            ci ?? [],
            change: settings =>
            {
                settings.Builder = builder;
                settings.EnvironmentVariables["DOCKER_HOST"] = "unix:///run/nowhere/docker.sock";
                change?.Invoke(settings);
            }
        );
    }
}
