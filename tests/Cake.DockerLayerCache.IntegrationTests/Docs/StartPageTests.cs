using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.IntegrationTests.Docs;

/// <summary><c>docs/start.md</c>, followed from an empty folder.</summary>
public sealed class StartPageTests
{
    private const string Left = "…";

    [Test]
    public void Whoever_does_what_the_page_says_sees_what_it_shows()
    {
        using var folder = new TemporaryFolder("start ");
        // What this checkout restores from, for Cake itself.
        folder.Write("nuget.config", File.ReadAllText(RepositoryRoot.File("nuget.config")));
        var start = new PageFolder(folder, "docs/start.md", $"start-{Guid.NewGuid():N}");
        SourceFolder.Copy(AddinPackage.FeedOfSamples, System.IO.Path.Combine(start.Path, "packages"));
        var bed = Beds.Fresh(Beds.ContainerdStore);

        var output = "";
        var seen = 0;
        foreach (var block in start.Page.Blocks)
        {
            if (block.File is { } file)
            {
                start.Write(file, start.Here(block.Text) + "\n");
            }
            else if (block.Language == CodeBlock.Shell)
            {
                output = start.Run(bed, block.Text);
            }
            else
            {
                Assert.That(block.Language, Is.EqualTo(CodeBlock.Output), block.Place);
                Assert.That(Lines(output), Is.SupersetOf(Lines(start.Here(block.Text))), $"{block.Place}\n{output}");
                seen++;
            }
        }

        Assert.That(seen, Is.EqualTo(2));
        var readme = Page.Of("README.md")
            .Blocks.Single(block => block.Section == "Quick start" && block.Language == CodeBlock.Output);
        Assert.That(Lines(output), Is.SupersetOf(Lines(start.Here(readme.Text))), readme.Place);
    }

    /// <summary>The lines without what differs from run to run.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n')
            .Where(line => line != Left)
            .Select(line => Regex.Replace(line, @"[0-9]+\.[0-9] s", "N s", RegexOptions.NonBacktracking))
            .Select(line => Regex.Replace(line, "sha256:[0-9a-f]+…?", "sha256:N", RegexOptions.NonBacktracking))
            .Select(line =>
                Regex.Replace(line, "engine [0-9][^,]*, buildx [^,]*", "engine N", RegexOptions.NonBacktracking)
            )
            .Select(line => Regex.Replace(line, " +", " ", RegexOptions.NonBacktracking).Trim());
}
