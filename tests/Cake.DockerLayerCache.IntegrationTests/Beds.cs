using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>The engines and the registry these tests run on; brought up as they are needed, one engine at a time.</summary>
[SetUpFixture]
public sealed class Beds
{
    public const string Legacy = "engine20-legacy";
    public const string BuiltInBuildKit = "engine20-buildkit";
    public const string GraphStore = "engine26-graph";
    public const string ContainerdStore = "engine28-containerd";

    public static readonly string[] Main = [Legacy, BuiltInBuildKit, GraphStore, ContainerdStore];

    /// <summary>Counts what goes to and from the registry; all images of these tests are named through it.</summary>
    public static RegistryRelay Registry { get; private set; } = null!;

    [OneTimeSetUp]
    public static void BringUpRegistry()
    {
        var address = Bed.Registry();
        var images = Command.Run(RepositoryRoot.File("tests", "engines", "base-images"), [address]);
        Assert.That(images.ExitCode, Is.Zero, images.Error);
        Registry = new RegistryRelay(address);
    }

    [OneTimeTearDown]
    public static void TakeDown()
    {
        Registry.Dispose();
        _ = Command.Run(RepositoryRoot.File("tests", "engines", "bed"), ["down"]);
    }

    /// <summary>The bed as a machine made fresh. One that this machine cannot have skips its tests.</summary>
    public static Bed Fresh(string name)
    {
        var bed = new Bed(name);
        try
        {
            bed.Wipe();
        }
        catch (BedUnavailableException why) when (MayBeMissing(name))
        {
            Assert.Ignore(why.Message);
        }

        return bed;
    }

    // Engine 28 comes from a suite that still moves. In CI each of the others has to be there.
    private static bool MayBeMissing(string bed) =>
        bed.StartsWith("engine28", StringComparison.Ordinal) || Environment.GetEnvironmentVariable("CI") != "true";
}
