using System.Globalization;
using Cake.Core;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>Builds that run at the same time on one engine do not disturb each other.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class BuildsAtOnceTests(string name)
{
    private static readonly string[] Tags = ["1.4.7", "latest"];

    private Bed bed = null!;

    [OneTimeSetUp]
    public void Wipe() => bed = Beds.Fresh(name);

    [Test]
    public void Many_images_at_once_are_each_their_own()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        var names = Enumerable.Range(0, 16).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var each in names)
        {
            Context(workspace, each, code: $"code {each}\n");
        }

        var results = AtOnce(workspace, names, each => $"{workspace.Image}-{each}");

        using var registry = new Registry(Beds.Registry.Address);
        Assert.Multiple(() =>
        {
            foreach (var (each, result) in names.Zip(results))
            {
                var repository = $"{workspace.Repository}-{each}";
                Assert.That(registry.File(repository, "latest", "result"), Is.EqualTo($"deps 1\ncode {each}\n"));
                Assert.That(registry.Digest(repository, "1.4.7"), Is.EqualTo(result.Digest));
                Assert.That(result.Warnings, Is.Empty);
            }
        });
    }

    [Test]
    public void Two_builds_that_push_the_same_tags_and_cache_leave_whole_ones_and_the_next_hits()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        Context(workspace, "a", code: "code a\n");
        Context(workspace, "b", code: "code b\n");

        AtOnce(workspace, ["a", "b"], _ => workspace.Image);

        using var registry = new Registry(Beds.Registry.Address);
        var image = new WholeImage(registry, workspace.Repository);
        foreach (var tag in Tags)
        {
            Assert.That(image.Problems(tag), Is.Empty);
            Assert.That(
                registry.File(workspace.Repository, tag, "result"),
                Is.AnyOf("deps 1\ncode a\n", "deps 1\ncode b\n")
            );
        }

        Wipe();
        var next = AtOnce(workspace, ["a"], _ => workspace.Image).Single();

        var builder = next.Stages.Single(stage => stage.Name == "builder");
        Assert.That(builder.CachedSteps, Is.GreaterThanOrEqualTo(2), workspace.Log.Text);
    }

    private static void Context(Workspace workspace, string folder, string code)
    {
        workspace.Write($"{folder}/Dockerfile", Workspace.TwoStages);
        workspace.Write($"{folder}/deps", "deps 1\n");
        workspace.Write($"{folder}/code", code);
    }

    private DockerBuildResult[] AtOnce(
        Workspace workspace,
        IReadOnlyList<string> folders,
        Func<string, string> image
    ) => Beds.OnLiving(bed, () => AllAtOnce(workspace, folders, image));

    private DockerBuildResult[] AllAtOnce(
        Workspace workspace,
        IReadOnlyList<string> folders,
        Func<string, string> image
    )
    {
        // One context, as tasks of one script have it: its working directory is the process's.
        var cake = workspace.Cake();
        return Task.WhenAll(
                folders.Select(folder =>
                    Task.Factory.StartNew(
                        () => Build(cake, image(folder), Path.Combine(workspace.Folder, folder)),
                        TaskCreationOptions.LongRunning
                    )
                )
            )
            .GetAwaiter()
            .GetResult();
    }

    private DockerBuildResult Build(ICakeContext cake, string image, string path) =>
        cake.DockerMultiStageCachedBuild(
            bed.Use(
                new DockerMultiStageCachedBuildSettings
                {
                    Image = image,
                    Tags = Tags,
                    BuildArg = [$"REGISTRY={Beds.Registry.Address}"],
                }
            ),
            path
        );
}
