using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing;
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
    private const string DiskSize = "200M";
    private const int Megabyte = 1024 * 1024;

    [Test]
    public void Docker_is_quoted_and_the_next_build_succeeds_when_there_is_room()
    {
        var bed = Beds.Fresh(name, DiskSize);
        Beds.OnLiving(bed, () => FillAndMakeRoom(bed), () => bed.Wipe(DiskSize));
    }

    private static void FillAndMakeRoom(Bed bed)
    {
        using var workspace = new Workspace(Workspace.OneStage);
        workspace.BuildOnce(bed, change: settings => settings.Tags = ["1.0.0"]);
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

        var problem = Assert.Throws<DockerLayerCacheException>(Build)!;

        TestContext.Out.WriteLine(problem.Message);
        Assert.That(problem.Code, Is.EqualTo("DLC0401"));
        Assert.That(problem.Message, Does.Contain("no space left on device"));
        Assert.That(FailureTable.KindOf(problem.Message), Is.EqualTo(FailureKind.DiskFull));
        Assert.That(workspace.Log.Text, Does.Not.Contain("attempt 2"), "room does not come by itself");
        Assert.That(workspace.PushedTags, Has.No.Member("1.0.1"));

        bed.Docker("rm", "--volumes", Filler);
        bed.Docker("volume", "rm", Filler);
        try
        {
            Build();
        }
        catch (DockerLayerCacheException unlucky) when (LooksForWhatIsDropped(unlucky.Message))
        {
            Build();
        }

        Assert.That(workspace.PushedTags, Has.Member("1.0.1"));
        Assert.That(foreign.State(), Is.EqualTo(before));

        void Build() => workspace.BuildOnce(bed, change: settings => settings.Tags = ["1.0.1"]);
    }

    // Engine 20.10's BuildKit drops a context that it had no room for, and the next build may still look for its folder.
    private static bool LooksForWhatIsDropped(string problem) =>
        problem.Contains("/overlay2/", StringComparison.Ordinal)
        && problem.Contains("no such file or directory", StringComparison.Ordinal);
}
