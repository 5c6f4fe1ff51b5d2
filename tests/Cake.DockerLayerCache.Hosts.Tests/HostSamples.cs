using System.Reflection;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Hosts.Tests;

/// <summary>Copies of the samples, which take the addin as it is packed, and Cake from what these tests were restored with.</summary>
[SetUpFixture]
public sealed class HostSamples : IDisposable
{
    private static readonly string[] Samples = ["frosting", "go-service", "sdk"];

    private readonly TemporaryFolder folder = new("hosts ");

    /// <summary>Those of this run.</summary>
    public static HostSamples Copied { get; private set; } = null!;

    [OneTimeSetUp]
    public void Copy()
    {
        foreach (var sample in Samples)
        {
            SourceFolder.Copy(RepositoryRoot.File("samples", sample), folder.File(sample));
        }

        folder.Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="addin" value="{AddinPackage.FeedOfSamples}" />
                <add key="cake" value="{Packages}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="addin">
                  <package pattern="Cake.DockerLayerCache" />
                </packageSource>
                <packageSource key="cake">
                  <package pattern="*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """
        );
        Copied = this;
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        folder.Dispose();
        Bed.DownAll();
        AddinPackage.DeleteFolders();
    }

    public void Write(string file, string text) => folder.Write(file, text);

    /// <summary>Runs dotnet in the folder of a sample, in an environment without the marks of a CI service.</summary>
    public CommandResult Dotnet(
        string sample,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var variables = RunEnvironment.Marks.ToDictionary(mark => mark, _ => "", StringComparer.Ordinal);
        // NuGet's own folder may have the addin of an earlier build under the same version.
        variables["NUGET_PACKAGES"] = folder.File("packages");
        // Below it the SDK keeps what it makes of a program that is one file.
        variables["XDG_DATA_HOME"] = folder.Path;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            variables[name] = value;
        }

        var run = Command.Run("dotnet", arguments, variables, folder.File(sample));
        return run with { Output = AddinPackage.WithoutColours(run.Output + run.Error) };
    }

    private static string Packages =>
        typeof(HostSamples)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Packages")
            .Value!;
}
