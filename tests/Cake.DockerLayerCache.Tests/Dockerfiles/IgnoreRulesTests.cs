using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>The rules themselves; the engine's own opinion of many more of them is asked by the integration tests.</summary>
public sealed class IgnoreRulesTests
{
    [TestCase("*.log", "a.log", true)]
    [TestCase("*.log", "a/b.log", false)]
    [TestCase("**/*.log", "a/b.log", true)]
    [TestCase("a", "a/b/c", true)]
    [TestCase("a/*", "a/b/c", true)]
    [TestCase("a\n!a/b", "a/b", false)]
    [TestCase("a\n!a/b", "a/c", true)]
    [TestCase("a/b\n!a", "a/b", true)]
    [TestCase("*\n!a", "a/b", false)]
    [TestCase("#a\na", "a", true)]
    [TestCase("\uFEFFa", "a", true)]
    [TestCase("a \r\nb", "a", true)]
    [TestCase("\\*", "x", false)]
    [TestCase("\\*", "*", true)]
    [TestCase("[^a]", "b", true)]
    [TestCase("?", "\U0001F600", true)]
    public void A_path_is_excluded(string rules, string path, bool excluded) =>
        Assert.That(IgnoreRules.Parse(rules, ".dockerignore").Excludes(path), Is.EqualTo(excluded));

    [Test]
    public void Whether_a_file_is_excluded_is_the_same_for_one_path_and_for_the_whole_tree()
    {
        using var folder = new TemporaryFolder("context");
        string[] files = ["a/b/c", "a/d", "b/a", "c.txt", "d/e/f/g.txt", "d/e/h"];
        foreach (var file in files)
        {
            folder.Write(file, file);
        }

        foreach (var text in new[] { "", "a", "*\n!d", "**/e\n!d/e/h", "d/*\n!d/e", "**/*.txt\n!c.txt", "*\n!**/h" })
        {
            var rules = IgnoreRules.Parse(text, ".dockerignore");
            Assert.That(
                ContextFiles.In(folder.Path, rules),
                Is.EquivalentTo(files.Where(file => !rules.Excludes(file))),
                text
            );
        }
    }

    [Test]
    public void A_link_to_a_folder_is_one_file()
    {
        using var folder = new TemporaryFolder("context");
        folder.Write("d/a", "a");
        Directory.CreateSymbolicLink(folder.File("link"), "d");

        Assert.That(ContextFiles.In(folder.Path, IgnoreRules.None), Is.EquivalentTo(["d/a", "link"]));
    }

    [TestCase("!", "has '!' and no pattern behind it")]
    [TestCase("ok\n[", "has the pattern '['")]
    [TestCase("a\\", "has the pattern 'a\\'")]
    public void What_docker_refuses_is_told_with_its_line(string rules, string problem) =>
        Assert.That(
            () => IgnoreRules.Parse(rules, "web/.dockerignore"),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith($"DLC0221: web/.dockerignore:{rules.Count(c => c == '\n') + 1} {problem}")
        );

    [Test]
    public void A_pattern_made_to_be_slow_is_not() =>
        Assert.That(
            IgnoreRules
                .Parse(string.Concat(Enumerable.Repeat("*a", 40)) + "b", ".dockerignore")
                .Excludes(new string('a', 100_000)),
            Is.False
        );
}
