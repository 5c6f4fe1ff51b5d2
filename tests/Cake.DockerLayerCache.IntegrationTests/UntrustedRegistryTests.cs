namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// A registry that the engine was told to trust, and docker's command line was not: with a certificate of the company's
/// own, or with none, as here.
/// </summary>
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class UntrustedRegistryTests(string name)
{
    [Test]
    public void Its_cache_is_read_and_written_and_its_release_tags_do_not_move_backwards()
    {
        // The beds' engines trust it under this name, and no command line does.
        var address = Beds.Registry.Address.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal);
        using var workspace = new Workspace(Workspace.TwoStages);
        DockerBuildResult Build(string version) =>
            workspace.Build(
                Beds.Fresh(name),
                settings =>
                {
                    settings.Image = $"{address}/{workspace.Repository}";
                    settings.BuildArg = [$"REGISTRY={address}"];
                    settings.Version = version;
                    settings.Tags = [version, "latest"];
                }
            );

        var first = Build("1.4.8");
        var second = Build("1.4.7");

        Assert.Multiple(() =>
        {
            Assert.That(first.Warnings, Has.All.StartsWith("DLC0514: docker pushed").And.Not.Empty, workspace.Log.Text);
            Assert.That(second.FullyCached, workspace.Log.Text);
            Assert.That(second.LeftAlone, Is.EqualTo(["latest"]));
            Assert.That(workspace.PushedTags, Is.SupersetOf(["1.4.7", "1.4.8", "latest"]));
        });
    }
}
