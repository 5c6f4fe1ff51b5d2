using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>Somebody else fills the disk that the engine keeps its data on.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class DiskFullTests(string name)
{
    private const string Filler = "filler";
    private const int Megabyte = 1024 * 1024;

    [Test]
    public void Docker_is_quoted_and_the_next_build_succeeds_when_there_is_room()
    {
        var bed = Beds.Fresh(name, "200M");
        using var workspace = new Workspace(Workspace.OneStage);
        workspace.Build(bed, settings => settings.Tags = ["1.0.0"]);
        var foreign = new Foreign(bed, Beds.RegistryAddress);
        var before = foreign.State();
        // All but 4 MB, and the engine can still start a container.
        bed.Docker(
            "run",
            "--name",
            Filler,
            "--volume",
            $"{Filler}:/fill",
            $"{Beds.RegistryAddress}/busybox:1",
            "sh",
            "-c",
            "dd if=/dev/zero of=/fill/file bs=1M count=$(($(df -m /fill | awk 'NR == 2 { print $4 }') - 4))"
        );
        workspace.Write("code", new string('c', 24 * Megabyte));

        var problem = Assert.Throws<DockerLayerCacheException>(() =>
            workspace.Build(bed, settings => settings.Tags = ["1.0.1"])
        )!;

        TestContext.Out.WriteLine(problem.Message);
        Assert.That(problem.Code, Is.EqualTo("DLC0401"));
        Assert.That(problem.Message, Does.Contain("no space left on device"));
        Assert.That(FailureTable.KindOf(problem.Message), Is.EqualTo(FailureKind.DiskFull));
        Assert.That(workspace.Log.Text, Does.Not.Contain("attempt 2"), "room does not come by itself");
        Assert.That(workspace.PushedTags, Has.No.Member("1.0.1"));

        bed.Docker("rm", "--volumes", Filler);
        bed.Docker("volume", "rm", Filler);
        workspace.Build(bed, settings => settings.Tags = ["1.0.1"]);

        Assert.That(workspace.PushedTags, Has.Member("1.0.1"));
        Assert.That(foreign.State(), Is.EqualTo(before));
    }
}
