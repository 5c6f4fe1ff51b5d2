using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.IntegrationTests.Docs;

/// <summary>
/// A folder to do what a page says, word by word, but with the tests' registry for <c>docker.myrepo.com</c> and for those
/// that base images come from.
/// </summary>
internal sealed class PageFolder(TemporaryFolder folder, string page, string owner)
{
    private const string ShownRegistry = "docker.myrepo.com";
    private const string ShownBaseRegistry = "mcr.microsoft.com/";

    public Page Page { get; } = Page.Of(page);

    public string Path => folder.File(Name);

    /// <summary>The repository of the image that pages call awesome-image.</summary>
    public string Repository => $"{owner}/{Name}/awesome-image";

    private string Name => System.IO.Path.GetFileNameWithoutExtension(page).ToLowerInvariant();

    private string Owner => $"{Beds.Registry.Address}/{owner}";

    /// <summary>The page's text as it is done here.</summary>
    public string Here(string text) =>
        Regex
            .Replace(
                text,
                "^FROM (?<image>[a-z]+:)",
                $"FROM {Beds.Registry.Address}/${{image}}",
                RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline
            )
            .Replace(ShownBaseRegistry, $"{Owner}/", StringComparison.Ordinal)
            .Replace($"{ShownRegistry}/", $"{Owner}/{Name}/", StringComparison.Ordinal)
            .Replace(ShownRegistry, Beds.Registry.Address, StringComparison.Ordinal);

    public void Write(string file, string text) => folder.Write($"{Name}/{file}", text);

    /// <summary>What a user's terminal has in its environment, with this engine as the user's own.</summary>
    public static IReadOnlyDictionary<string, string> Environment(Bed bed) =>
        bed
            .Environment
            // The tests themselves may run in CI.
            .Concat(RunEnvironment.Marks.Select(mark => KeyValuePair.Create(mark, "")))
            .Append(KeyValuePair.Create("REGISTRY_USER", "ada"))
            .Append(KeyValuePair.Create("REGISTRY_PASSWORD", "lovelace"))
            .Append(KeyValuePair.Create("NPM_TOKEN", "open sesame"))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Runs commands on an engine, as in a terminal; all they say, without colours.</summary>
    public string Run(Bed bed, string commands)
    {
        // Cake itself may come from where NuGet has it.
        var ofCake = commands.Contains("dotnet tool install", StringComparison.Ordinal)
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : AddinPackage.CakeEnvironment;
        var run = Command.Run(
            "bash",
            ["-e", "-c", Here(commands)],
            Environment(bed).Concat(ofCake).ToDictionary(StringComparer.Ordinal),
            Path
        );
        var output = AddinPackage.WithoutColours(run.Output + run.Error);
        Assert.That(run.ExitCode, Is.Zero, output);
        return output;
    }
}
