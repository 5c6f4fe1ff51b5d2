using System.Collections.Concurrent;
using Cake.DockerLayerCache.Testing;
using NUnit.Framework.Internal;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>The engines and the registry these tests run on; brought up as they are needed, one engine at a time.</summary>
[SetUpFixture]
public sealed class Beds
{
    public const string Legacy = "engine20-legacy";
    public const string BuiltInBuildKit = "engine20-buildkit";
    public const string GraphStore = "engine26-graph";
    public const string ContainerdStore = "engine28-containerd";
    public const string OldBuildxOnContainerdStore = "engine26-containerd";
    public const string NewEngineOnGraphStore = "engine28-graph";

    public static readonly string[] Main = [Legacy, BuiltInBuildKit, GraphStore, ContainerdStore];

    private static readonly ConcurrentDictionary<string, Bed> Known = new(StringComparer.Ordinal);

    /// <summary>Counts what goes to and from the registry; all images of these tests are named through it.</summary>
    public static RegistryRelay Registry { get; private set; } = null!;

    /// <summary>The registry itself, for tests that put something of their own in front of it.</summary>
    public static string RegistryAddress { get; private set; } = null!;

    [OneTimeSetUp]
    public static void BringUpRegistry()
    {
        RegistryAddress = Had(BedRegistry.Wipe, mayBeMissing: !InCI);
        BedRegistry.AddBaseImages(RegistryAddress);
        Registry = new RegistryRelay(RegistryAddress);
    }

    [OneTimeTearDown]
    public static void TakeDown()
    {
        Registry?.Dispose();
        Bed.DownAll();
        AddinPackage.DeleteFolders();
    }

    /// <summary>The bed as a machine made fresh. One that this machine cannot have skips its tests.</summary>
    public static Bed Fresh(string name) => Fresh(name, bed => bed.Wipe());

    /// <summary>The same, on a disk of this size.</summary>
    public static Bed Fresh(string name, string diskSize) => Fresh(name, bed => bed.Wipe(diskSize));

    private static Bed Fresh(string name, Action<Bed> wipe)
    {
        var bed = Known.GetOrAdd(name, each => new Bed(each));
        return Had(
            () =>
            {
                wipe(bed);
                return bed;
            },
            MayBeMissing(name)
        );
    }

    /// <summary>
    /// Does something that needs a living engine. Where it fails because the engine itself has ended, which no test of an
    /// addin is about, its last words are shown, and it is done once more on a fresh one.
    /// </summary>
    public static T OnLiving<T>(Bed bed, Func<T> work) => OnLiving(bed, work, bed.Wipe);

    /// <summary>The same, where more than a fresh engine is to be made anew.</summary>
    public static T OnLiving<T>(Bed bed, Func<T> work, Action prepare)
    {
        try
        {
            // What was asserted of an engine that has ended does not count.
            using (new TestExecutionContext.IsolatedContext())
            {
                return work();
            }
        }
        catch (Exception) when (!bed.Answers)
        {
            EndedEngines.Note(bed.Name, bed.LastWords);
            prepare();
            return work();
        }
    }

    /// <summary>The same, where nothing comes of it.</summary>
    public static void OnLiving(Bed bed, Action work, Action? prepare = null) =>
        _ = OnLiving(
            bed,
            () =>
            {
                work();
                return true;
            },
            prepare ?? bed.Wipe
        );

    private static bool InCI => Environment.GetEnvironmentVariable("CI") == "true";

    // Engine 28 comes from a suite that still moves. In CI each of the others has to be there.
    private static bool MayBeMissing(string bed) => bed.StartsWith("engine28", StringComparison.Ordinal) || !InCI;

    private static T Had<T>(Func<T> bringUp, bool mayBeMissing)
    {
        try
        {
            return bringUp();
        }
        catch (BedUnavailableException why) when (mayBeMissing)
        {
            Assert.Ignore(why.Message);
            throw;
        }
    }
}
