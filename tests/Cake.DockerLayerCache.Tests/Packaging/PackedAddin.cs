using System.Reflection;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>A package made of the very assembly these tests run against, so that it cannot be an old one.</summary>
[SetUpFixture]
public sealed class PackedAddin
{
    private static string? folder;

    /// <summary>A folder of the tests' own, under which scripts may be put; the feed is one of its folders.</summary>
    public static string Folder => folder ?? throw new InvalidOperationException("nothing has been packed yet");

    public static string Feed => Path.Combine(Folder, "feed");

    public static string Package => Path.Combine(Feed, $"Cake.DockerLayerCache.{Version}.nupkg");

    public static string Symbols => Path.ChangeExtension(Package, ".snupkg");

    public static string Version =>
        AttributeOfAddin<AssemblyInformationalVersionAttribute>().InformationalVersion.Split('+')[0];

    public static bool IsRelease => Configuration == "Release";

    [OneTimeSetUp]
    public static void Pack()
    {
        folder = Directory.CreateTempSubdirectory("packed addin ").FullName;
        AddinPackage.Pack(Feed, Configuration);
    }

    [OneTimeTearDown]
    public static void Delete() => Directory.Delete(Folder, recursive: true);

    public static (int ExitCode, string Output) Dotnet(params string[] arguments)
    {
        var result = AddinPackage.Dotnet(null, arguments);
        return (result.ExitCode, result.Output);
    }

    /// <summary>Has the real Cake run a script that takes in the addin; the script is in a folder of this name.</summary>
    public static (int ExitCode, string Output) RunScript(string name, string script)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, name)).FullName, "build.cake");
        File.WriteAllText(
            file,
            $"#addin nuget:{new Uri(Feed).AbsoluteUri}?package=Cake.DockerLayerCache&version={Version}\n{script}"
        );
        var run = AddinPackage.Cake(null, file);
        return (run.ExitCode, run.Output);
    }

    private static string Configuration => AttributeOfAddin<AssemblyConfigurationAttribute>().Configuration;

    private static T AttributeOfAddin<T>()
        where T : Attribute => typeof(DockerLayerCacheAliases).Assembly.GetCustomAttribute<T>()!;
}
