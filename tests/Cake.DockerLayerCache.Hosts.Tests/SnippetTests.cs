using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.Hosts.Tests;

/// <summary>What the pages show for scripts, and the example of each alias, are good for a Cake.Sdk program too.</summary>
public sealed class SnippetTests
{
    private static readonly string Head = string.Concat(
        File.ReadLines(RepositoryRoot.File("samples", "sdk", "build.cs"))
            .Where(line => line.StartsWith("#:", StringComparison.Ordinal))
            .Select(line => $"{line}\n")
    );

    private static IEnumerable<Snippet> Snippets =>
        Snippet
            .OfPages()
            .Where(snippet => !snippet.NeedsCakeDocker)
            .Concat(Snippet.OfDocumentation(typeof(DockerLayerCacheAliases).Assembly));

    [Test]
    public void All_code_of_pages_and_documentation_compiles()
    {
        var run = Run(Snippets);

        Assert.That(run.Output, Does.Contain("It is compiled."));
    }

    [Test]
    public void Code_that_is_broken_is_named_with_its_line()
    {
        var run = Run([new Snippet("docs/broken.md", 7, "var tags = new[] { \"1\" };\nDockerPromote(tags, 1.4);")]);

        Assert.That(
            run.Output,
            Does.Match(@"docs/broken\.md\(8,[0-9]+\): error CS").And.Not.Contain("docs/broken.md(7")
        );
        Assert.That(run.ExitCode, Is.Not.Zero);
    }

    private static CommandResult Run(IEnumerable<Snippet> snippets)
    {
        HostSamples.Copied.Write(
            "sdk/snippets.cs",
            $"{Head}{Snippet.Unrun(snippets)}\nInformation(\"It is compiled.\");"
        );
        return HostSamples.Copied.Dotnet("sdk", ["run", "snippets.cs"]);
    }
}
