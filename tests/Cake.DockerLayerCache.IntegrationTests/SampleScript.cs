using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A copy of a sample, whose script is run by the real Cake with the addin as it is packed.</summary>
public sealed class SampleScript : IDisposable
{
    private const string Addin = "#addin nuget:?package=Cake.DockerLayerCache&";

    private readonly TemporaryFolder folder;
    private readonly Bed bed;
    private readonly string script;

    public SampleScript(string sample, Bed bed)
    {
        this.bed = bed;
        folder = new TemporaryFolder($"{sample} ");
        Folder = folder.File("repository");
        script = Path.Combine(Folder, "build.cake");
        SourceFolder.Copy(RepositoryRoot.File("samples", sample), Folder);
        var text = File.ReadAllText(script);
        var line = AddinPackage.AddinLine(
            AddinPackage.FeedOfSamples,
            "Cake.DockerLayerCache",
            AddinPackage.VersionOfSamples
        );
        Assert.That(text, Does.StartWith($"{Addin}version={AddinPackage.VersionOfSamples}\n"));
        File.WriteAllText(script, line + text[text.IndexOf('\n', StringComparison.Ordinal)..]);
    }

    /// <summary>The copy, with the script and all it builds.</summary>
    public string Folder { get; }

    /// <summary>Runs the script, as on a CI service where the variables say so, else as on a person's machine.</summary>
    public CommandResult Run(IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var environment = bed.Environment.ToDictionary(StringComparer.Ordinal);
        // The tests themselves may run in CI; Cake then sees two services.
        foreach (var mark in RunEnvironment.Marks)
        {
            environment[mark] = "";
        }

        // Reports go there.
        environment["TMPDIR"] = folder.Path;
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return AddinPackage.Cake(environment, [script, $"--base={Beds.Registry.Address}", .. arguments]);
    }

    public void Dispose() => folder.Dispose();
}
