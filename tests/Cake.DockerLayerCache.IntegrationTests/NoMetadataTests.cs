using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>Images that somebody built by hand, as cache sources for BuildKit; the legacy builder needs no metadata.</summary>
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class NoMetadataTests(string name)
{
    [Test]
    public void An_image_without_inline_metadata_is_named()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        BuildByHand(workspace);

        var result = workspace.Build(Beds.Fresh(name), settings => settings.CacheFrom = [$"{workspace.Image}:latest"]);

        Assert.That(
            result.Stages.Select(stage => (stage.Miss!.Cause, string.Join(' ', stage.Miss.Subjects))),
            Is.All.EqualTo((DockerMissCause.NoCacheMetadata, $"{workspace.Image}:latest")).And.Exactly(2).Items,
            workspace.Log.Text
        );
        Assert.That(result.Warnings, Has.One.StartsWith("DLC0505").And.One.Contains("without inline cache metadata"));
    }

    [Test]
    public void An_image_with_inline_metadata_is_not_blamed()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        BuildByHand(workspace, "--build-arg", "BUILDKIT_INLINE_CACHE=1", "--target", "builder");
        workspace.Write("code", "code 2\n");

        var result = workspace.Build(Beds.Fresh(name), settings => settings.CacheFrom = [$"{workspace.Image}:latest"]);

        var builder = result.Stages.Single(stage => stage.Name == "builder");
        Assert.Multiple(() =>
        {
            Assert.That(builder.CachedSteps, Is.EqualTo(2), workspace.Log.Text);
            // Which file it was only a record could tell, and there is none.
            Assert.That(builder.Miss!.Cause, Is.EqualTo(DockerMissCause.Unknown));
        });
    }

    private void BuildByHand(Workspace workspace, params string[] more)
    {
        var bed = Beds.Fresh(name);
        var environment = new Dictionary<string, string>(bed.Environment, StringComparer.Ordinal)
        {
            ["DOCKER_BUILDKIT"] = "1",
        };
        string[] build = ["build", "--build-arg", $"REGISTRY={Beds.Registry.Address}", .. more, "--tag"];
        foreach (
            var arguments in (string[][])
                [
                    [.. build, $"{workspace.Image}:latest", workspace.Folder],
                    ["push", $"{workspace.Image}:latest"],
                ]
        )
        {
            var run = Command.Run(bed.DockerPath, arguments, environment);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }
    }
}
