using System.Xml.Linq;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Packaging;

/// <summary>The real Cake with a script that takes the addin from a folder feed.</summary>
public sealed class CakeScriptTests
{
    private int exitCode;
    private string output = null!;

    [OneTimeSetUp]
    public void Run() =>
        (exitCode, output) = Run(
            $$"""
            if (HasArgument("never"))
            {
                {{string.Join('\n', Examples().Select(example => $"{{\n{example}\n}}"))}}
            }

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
    public void The_examples_in_the_documentation_compile() =>
        Assert.Multiple(() =>
        {
            Assert.That(Examples(), Has.Exactly(18).Items);
            Assert.That(output, Does.Not.Contain("error CS").And.Contain("builder, Auto"));
        });

    /// <summary>Those of the aliases, and those in the pages of errors and of CI.</summary>
    private static IEnumerable<string> Examples() =>
        XDocument
            .Load(Path.ChangeExtension(typeof(DockerLayerCacheAliases).Assembly.Location, ".xml"))
            .Descendants("example")
            .Select(example => example.Element("code")!.Value)
            .Concat(new[] { "errors.md", "ci.md", "report.md" }.SelectMany(Blocks));

    private static IEnumerable<string> Blocks(string page) =>
        File.ReadAllText(RepositoryRoot.File("docs", page))
            .Split("```csharp")
            .Skip(1)
            .Select(block => block.Split("```")[0]);

    private static (int ExitCode, string Output) Run(string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(PackedAddin.Folder, "script")).FullName;
        var file = Path.Combine(folder, "build.cake");
        File.WriteAllText(
            file,
            $"""
            #addin nuget:{new Uri(
                PackedAddin.Feed
            ).AbsoluteUri}?package=Cake.DockerLayerCache&version={PackedAddin.Version}
            {script}
            """
        );

        var (restored, output) = PackedAddin.Dotnet("tool", "restore");
        Assert.That(restored, Is.Zero, output);
        return PackedAddin.Dotnet("cake", file);
    }
}
