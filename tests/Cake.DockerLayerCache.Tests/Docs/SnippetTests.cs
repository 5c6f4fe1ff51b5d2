using System.Text.RegularExpressions;
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
    public void An_addin_is_taken_in_by_the_name_and_version_it_has() =>
        Assert.That(
            OfPages
                .SelectMany(snippet => snippet.Text.Split('\n'))
                .Where(line => line.StartsWith("#addin", StringComparison.Ordinal))
                .Where(line => !line.Contains("package=Cake.Docker&", StringComparison.Ordinal)),
            Is.Not.Empty.And.All.Match(
                $@"^#addin nuget:\?package=Cake\.DockerLayerCache(\.CakeDocker)?&version={Regex.Escape(PackedAddin.Version)}$"
            )
        );
}
