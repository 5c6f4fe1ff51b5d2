using System.Text.Json;
using Cake.DockerLayerCache.Testing.Packaging;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>The package as a release makes it: of a commit with a tag, in a repository that has a remote.</summary>
public sealed class ReleasePackageTests : IDisposable
{
    private const string Address = "https://github.com/owner/Cake.DockerLayerCache";

    private Checkout checkout = null!;
    private Checkout copy = null!;

    [OneTimeSetUp]
    public async Task Pack()
    {
        checkout = Checkout.OfSources($"{Address}.git");
        checkout.Git("tag", "v1.2.3");
        copy = checkout.Copy();
        await Task.WhenAll(Task.Run(checkout.Pack), Task.Run(copy.Pack));
    }

    public void Dispose()
    {
        checkout?.Dispose();
        copy?.Dispose();
    }

    [Test]
    public void It_has_the_version_of_the_tag() => Assert.That(File.Exists(Package(checkout)), "1.2.3");

    [TestCase("nupkg")]
    [TestCase("snupkg")]
    public void It_is_the_same_to_the_byte_wherever_it_is_packed(string extension) =>
        Assert.That(
            File.ReadAllBytes(Path.ChangeExtension(Package(checkout), extension)),
            Is.EqualTo(File.ReadAllBytes(Path.ChangeExtension(Package(copy), extension)))
        );

    [Test]
    public void It_names_its_repository_and_commit()
    {
        using var package = new PackedFile(Package(checkout), "Cake.DockerLayerCache");
        var repository = package.Element("repository")!;

        Assert.Multiple(() =>
        {
            Assert.That(package.Value("projectUrl"), Is.EqualTo(Address));
            Assert.That(repository.Attribute("type")!.Value, Is.EqualTo("git"));
            Assert.That(repository.Attribute("url")!.Value, Is.EqualTo($"{Address}.git"));
            Assert.That(repository.Attribute("commit")!.Value, Is.EqualTo(checkout.Commit));
        });
    }

    [Test]
    public void A_debugger_finds_the_source_of_every_line()
    {
        using var symbols = new SymbolFile(Package(checkout), Path.ChangeExtension(Package(checkout), "snupkg"));
        var map = JsonDocument.Parse(symbols.SourceLink).RootElement.GetProperty("documents");
        var tracked = checkout
            .Git("ls-files")
            .Split('\n')
            .Select(file => $"/_/{file}")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Multiple(() =>
        {
            Assert.That(
                map.GetProperty("/_/*").GetString(),
                Is.EqualTo($"https://raw.githubusercontent.com/owner/Cake.DockerLayerCache/{checkout.Commit}/*")
            );
            Assert.That(symbols.Documents.Keys, Has.Some.EqualTo("/_/src/Cake.DockerLayerCache/CachedBuild.cs"));
            foreach (var (document, embedded) in symbols.Documents)
            {
                Assert.That(tracked.Contains(document) || embedded, $"{document} is in the repository or the symbols");
            }
        });
    }

    [Test]
    public void The_symbols_belong_to_the_assembly_and_both_are_deterministic()
    {
        using var symbols = new SymbolFile(Package(copy), Path.ChangeExtension(Package(copy), "snupkg"));

        Assert.That(symbols.IsOfTheAssembly);
        Assert.That(symbols.IsDeterministic);
    }

    [Test]
    public void It_is_built_with_the_analyzers_of_trimming_and_every_warning_is_an_error()
    {
        var properties = JsonDocument
            .Parse(checkout.Properties("EnableTrimAnalyzer", "EnableAotAnalyzer", "TreatWarningsAsErrors", "NoWarn"))
            .RootElement.GetProperty("Properties");

        Assert.Multiple(() =>
        {
            Assert.That(properties.GetProperty("EnableTrimAnalyzer").GetString(), Is.EqualTo("true"));
            Assert.That(properties.GetProperty("EnableAotAnalyzer").GetString(), Is.EqualTo("true"));
            Assert.That(properties.GetProperty("TreatWarningsAsErrors").GetString(), Is.EqualTo("true"));
            Assert.That(properties.GetProperty("NoWarn").GetString(), Does.Not.Contain("IL"));
        });
    }

    [Test]
    public void A_commit_behind_a_tag_is_a_prerelease_and_so_is_one_before_the_first_tag()
    {
        using var later = checkout.Copy();
        later.CommitAll();

        var behind = later.Properties("Version").Trim();
        later.Git("tag", "--delete", "v1.2.3");
        var before = later.Properties("Version").Trim();

        Assert.That((behind, before), Is.EqualTo(("1.2.4-alpha.0.1", "1.0.0-alpha.0.1")));
    }

    private static string Package(Checkout checkout) =>
        Path.Combine(checkout.Feed, "Cake.DockerLayerCache.1.2.3.nupkg");
}
