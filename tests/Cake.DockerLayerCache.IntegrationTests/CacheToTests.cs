using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>Caches that are kept elsewhere than beside the image.</summary>
[TestFixture(Beds.ContainerdStore)]
[TestFixture(Beds.OldBuildxOnContainerdStore)]
public sealed class CacheToTests(string name)
{
    private const string Dockerfile = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS builder
        COPY code code
        RUN head -c 1000000 /dev/urandom > noise && cat code noise > result

        FROM scratch
        COPY --from=builder /result /result
        """;

    [Test]
    public void A_folder_is_hit_on_the_next_machine_and_does_not_grow()
    {
        using var workspace = new Workspace(Dockerfile);
        // Its parent is as a CI service leaves it that has nothing to restore.
        var folder = Path.Combine(workspace.Folder, "saved", "docker cache");
        void ToFolder(DockerMultiStageCachedBuildSettings settings) =>
            settings.CacheTo = ["type=local,dest=saved/docker cache"];

        var first = workspace.Build(Beds.Fresh(name), ToFolder);
        var size = Size(folder);
        var second = workspace.Build(Beds.Fresh(name), ToFolder);
        // Beside what is there already this would be another 3 MB.
        workspace.Write("code", "code 2\n");
        workspace.Build(Beds.Fresh(name), ToFolder);

        Assert.Multiple(() =>
        {
            Assert.That(first.Warnings, Is.Empty);
            Assert.That(second.FullyCached, workspace.Log.Text);
            Assert.That(size, Is.GreaterThan(1_000_000));
            Assert.That(Size(folder), Is.LessThan(size + 100_000));
            Assert.That(Directory.Exists($"{folder}.new"), Is.False);
            Assert.That(workspace.PushedTags, Is.EquivalentTo(["latest", "layercache-record"]));
        });
    }

    [Test]
    public void Inline_metadata_in_the_image_is_hit_on_the_next_machine()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        workspace.Build(Beds.Fresh(name), settings => settings.CacheTo = ["type=inline"]);

        var next = workspace.Build(Beds.Fresh(name), settings => settings.CacheTo = ["type=inline"]);

        Assert.That(next.FullyCached, workspace.Log.Text);
    }

    [Test]
    public void A_cache_in_another_repository_is_hit_on_the_next_machine()
    {
        using var workspace = new Workspace(Dockerfile);
        var place = $"{workspace.Image}/caches:app";
        workspace.Build(Beds.Fresh(name), settings => settings.CacheTo = [place]);

        var next = workspace.Build(Beds.Fresh(name), settings => settings.CacheTo = [place]);

        Assert.That(next.FullyCached, workspace.Log.Text);
        Assert.That(workspace.PushedTags, Is.EqualTo(["latest"]));
        using var registry = new Registry(Beds.Registry.Address);
        Assert.That(registry.Tags($"{workspace.Repository}/caches"), Is.EquivalentTo(["app", "app-record"]));
    }

    private static long Size(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
