using Cake.DockerLayerCache.Testing.Docs;
using Cake.DockerLayerCache.Tests.Docs;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>The real Cake with a script that takes the addin from a folder feed.</summary>
public sealed class CakeScriptTests
{
    private int exitCode;
    private string output = null!;

    [OneTimeSetUp]
    public void Run() =>
        (exitCode, output) = PackedAddin.RunScript(
            "script",
            $$"""
            {{Snippet.Unrun(SnippetTests.Compilable)}}
            var settings = new DockerMultiStageCachedBuildSettings { Stages = new[] { "builder" } };
            Information($"{settings.Stages[0]}, {DockerBuildStrategy.Auto}");
            DockerCachedBuild("docker.myrepo.com/Awesome-Image", "1.4.7");
            """
        );

    [Test]
    public void A_script_loads_the_addin_and_calls_its_aliases() =>
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("builder, Auto"));
            Assert.That(output, Does.Contain("DLC0102").And.Contain("Awesome-Image"));
            Assert.That(output, Does.Not.Contain("referencing an older version"), "built against another Cake.Core");
            Assert.That(exitCode, Is.Not.Zero);
        });

    [Test]
    public void All_code_of_pages_and_documentation_compiles() =>
        Assert.That(output, Does.Not.Contain("error CS").And.Contain("builder, Auto"));

    [Test]
    public void Code_that_is_broken_is_named_with_its_line()
    {
        var snippet = new Snippet("docs/broken.md", 7, "var tags = new[] { \"1\" };\nDockerPromote(tags, 1.4);");
        var (failed, said) = PackedAddin.RunScript("broken", Snippet.Unrun([snippet]));

        Assert.That(said, Does.Match(@"docs/broken\.md\(8,[0-9]+\): error CS").And.Not.Contain("docs/broken.md(7"));
        Assert.That(failed, Is.Not.Zero);
    }
}
