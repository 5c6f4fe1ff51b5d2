using System.Reflection;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>
/// A package made of the very assembly these tests run against, so that it cannot be an old one; or the one in the folder
/// that <c>PACKED_ADDIN</c> names, which is about to be released.
/// </summary>
[SetUpFixture]
public sealed class PackedAddin
{
    private static string? folder;

    private static readonly string? Released = Environment.GetEnvironmentVariable("PACKED_ADDIN");

    /// <summary>A folder of the tests' own, under which scripts may be put.</summary>
    public static string Folder => folder ?? throw new InvalidOperationException("nothing has been packed yet");

    public static string Feed => Released ?? Path.Combine(Folder, "feed");

    public static string Package => Path.Combine(Feed, $"Cake.DockerLayerCache.{Version}.nupkg");

    public static string Version =>
        typeof(DockerLayerCacheAliases)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    [OneTimeSetUp]
    public static void Pack()
    {
        folder = Directory.CreateTempSubdirectory("packed addin ").FullName;
        if (Released is null)
        {
            AddinPackage.Pack(Feed, Version);
        }
    }

    [OneTimeTearDown]
    public static void Delete()
    {
        Directory.Delete(Folder, recursive: true);
        AddinPackage.DeleteFolders();
    }

    public static (int ExitCode, string Output) Dotnet(params string[] arguments)
    {
        var result = AddinPackage.Dotnet(null, arguments);
        return (result.ExitCode, result.Output);
    }

    /// <summary>Has the real Cake run a script that takes in the addin; the script is in a folder of this name.</summary>
    public static (int ExitCode, string Output) RunScript(string name, string script)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, name)).FullName, "build.cake");
        File.WriteAllText(file, $"{AddinPackage.AddinLine(Feed, "Cake.DockerLayerCache", Version)}\n{script}");
        var run = AddinPackage.Cake(null, file);
        return (run.ExitCode, run.Output);
    }
}
