using Cake.DockerLayerCache.Testing.Docs;
using Cake.DockerLayerCache.Tests.Packaging;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>All C# that users are shown; <see cref="CakeScriptTests"/> has it compiled by the real Cake.</summary>
public sealed class SnippetTests
{
    private static readonly IReadOnlyList<Snippet> OfPages = Snippet.OfPages();

    /// <summary>All but what the tests of the companion compile, where Cake.Docker can be had.</summary>
    public static IEnumerable<Snippet> Compilable => All.Where(snippet => !snippet.NeedsCakeDocker);

    private static IEnumerable<Snippet> All =>
        OfPages.Concat(Snippet.OfDocumentation(typeof(DockerLayerCacheAliases).Assembly));

    [Test]
    public void They_are_of_every_page_that_has_some_and_of_every_alias() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                OfPages.Select(snippet => snippet.File),
                Is.SupersetOf(new[] { "README.md", "docs/start.md", "docs/migrate.md", "docs/errors.md" })
            );
            Assert.That(
                All.Select(snippet => snippet.File).Where(file => file.StartsWith("M:", StringComparison.Ordinal)),
                Has.Exactly(typeof(DockerLayerCacheAliases).GetMethods().Count(method => method.IsStatic)).Items
            );
        });

    [Test]
    public void The_addin_is_taken_in_by_its_name_and_by_one_version_on_all_pages()
    {
        var lines = OfPages
            .SelectMany(snippet => snippet.Text.Split('\n'))
            .Where(line => line.StartsWith("#addin", StringComparison.Ordinal))
            .Where(line => !line.Contains("package=Cake.Docker&", StringComparison.Ordinal))
            .ToList();
        var versions = lines.Select(line => line.Split("version=")[^1]).Distinct(StringComparer.Ordinal).ToList();

        Assert.That(
            lines,
            Is.All.Match(@"^#addin nuget:\?package=Cake\.DockerLayerCache(\.CakeDocker)?&version=[0-9.]+$")
        );
        Assert.That(versions, Has.Count.EqualTo(1));
        if (!PackedAddin.Version.Contains('-', StringComparison.Ordinal))
        {
            Assert.That(versions[0], Is.EqualTo(PackedAddin.Version), "a release is what its own pages name");
        }
    }
}
