using System.Reflection;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>
/// A feed with the companion and the addin, packed of the very assemblies these tests run against, and with Cake.Docker.
/// </summary>
[SetUpFixture]
public sealed class PackedCompanion : IDisposable
{
    private static TemporaryFolder? folder;

    public static string Feed =>
        folder?.File("feed") ?? throw new InvalidOperationException("nothing has been packed yet");

    public static string Package => Path.Combine(Feed, $"Cake.DockerLayerCache.CakeDocker.{Version}.nupkg");

    public static string Version =>
        Attribute<AssemblyInformationalVersionAttribute>().InformationalVersion.Split('+')[0];

    public static string CakeDockerVersion => Path.GetFileName(CakeDockerPackage);

    /// <summary>The real Cake.</summary>
    public static string CakeTool => Metadata("CakeTool");

    private static string CakeDockerPackage => Metadata("CakeDockerPackage");

    [OneTimeSetUp]
    public void Pack()
    {
        folder = new TemporaryFolder("packed companion ");
        foreach (var project in new[] { "Cake.DockerLayerCache", "Cake.DockerLayerCache.CakeDocker" })
        {
            AddinPackage.PackProject(
                RepositoryRoot.File("src", project),
                Feed,
                "--no-build",
                "--configuration",
                Attribute<AssemblyConfigurationAttribute>().Configuration
            );
        }

        foreach (var package in Directory.EnumerateFiles(CakeDockerPackage, "*.nupkg"))
        {
            File.Copy(package, Path.Combine(Feed, Path.GetFileName(package)));
        }
    }

    [OneTimeTearDown]
    public void Dispose() => folder?.Dispose();

    private static string Metadata(string key) =>
        typeof(PackedCompanion)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key)
            .Value!;

    private static T Attribute<T>()
        where T : Attribute => typeof(CakeDockerCacheAliases).Assembly.GetCustomAttribute<T>()!;
}
