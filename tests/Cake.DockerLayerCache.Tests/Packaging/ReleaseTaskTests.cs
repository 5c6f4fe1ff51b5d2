using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>The task that pushes, in a repository of the tests' own; what it pushes to is a folder.</summary>
public sealed class ReleaseTaskTests : IDisposable
{
    private const string Key = "key-that-nobody-is-shown";

    private readonly TemporaryFolder source = new("source ");
    private Checkout checkout = null!;

    private string Package => $"{checkout.Feed}/Cake.DockerLayerCache.1.2.3.nupkg";

    [OneTimeSetUp]
    public void Make()
    {
        checkout = Checkout.OfSources("https://github.com/owner/Cake.DockerLayerCache.git");
        var (restored, output) = PackedAddin.Dotnet("tool", "restore");
        Assert.That(restored, Is.Zero, output);
    }

    public void Dispose()
    {
        checkout?.Dispose();
        source.Dispose();
    }

    [Test]
    public void It_says_all_that_is_missing_before_it_does_anything()
    {
        File.WriteAllText($"{checkout.Path}/README.md", "not committed");

        var (exitCode, output) = Cake(new Dictionary<string, string>(StringComparer.Ordinal));

        checkout.Git("checkout", "--quiet", "README.md");
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Not.Zero);
            Assert.That(output, Does.Contain("Nothing is released:").And.Contain("NUGET_API_KEY is not set"));
            Assert.That(output, Does.Contain("NUGET_SOURCE is not set").And.Contain("the commit has no version tag"));
            Assert.That(output, Does.Contain("there is what no commit has: M README.md"));
            Assert.That(output, Does.Contain("CheckRelease").And.Not.Contain("dotnet csharpier"));
            Assert.That(Directory.GetFiles(checkout.Feed, "*.nupkg"), Is.Empty);
        });
    }

    [Test]
    public void It_pushes_the_package_of_the_tag_and_shows_no_key()
    {
        checkout.Git("tag", "v1.2.3");
        AddinPackage.Pack(checkout.Feed, "1.2.3");

        var (exitCode, output) = Cake(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["NUGET_API_KEY"] = Key,
                ["NUGET_SOURCE"] = source.Path,
            },
            "--exclusive",
            "--verbosity=diagnostic"
        );

        checkout.Git("tag", "--delete", "v1.2.3");
        File.Delete(Package);
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Does.Not.Contain(Key));
            Assert.That(
                Directory.GetFiles(source.Path, "*.nupkg", SearchOption.AllDirectories).Select(Path.GetFileName),
                Is.EqualTo([Path.GetFileName(Package)])
            );
        });
    }

    private (int ExitCode, string Output) Cake(
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        var variables = environment.ToDictionary(StringComparer.Ordinal);
        variables.TryAdd("NUGET_API_KEY", "");
        variables.TryAdd("NUGET_SOURCE", "");
        var run = AddinPackage.Dotnet(
            variables,
            ["cake", $"{checkout.Path}/build.cake", "--target=Release", .. arguments]
        );
        return (run.ExitCode, run.Output);
    }
}
