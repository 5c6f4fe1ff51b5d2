using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Docs;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>Every block of every page is what its language says.</summary>
public sealed class BlockTests
{
    private static IEnumerable<TestCaseData> Blocks() => Cases(_ => true);

    private static IEnumerable<TestCaseData> OfSamples() => Cases(block => block.IsOfSample);

    [TestCaseSource(nameof(Blocks))]
    public void A_block_is_what_its_language_says(CodeBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Assert.That(BlockCheck.Problem(block.Language, block.Text), Is.Null, block.Place);
    }

    [TestCaseSource(nameof(OfSamples))]
    public void A_block_that_is_a_file_of_a_sample_is_all_of_it(CodeBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        Assert.That($"{block.Text}\n", Is.EqualTo(File.ReadAllText(RepositoryRoot.File(block.File!))), block.Place);
    }

    [TestCase("", "some words")]
    [TestCase("powershell", "./build.ps1")]
    [TestCase("text", "")]
    [TestCase("dockerfile", "FORM busybox:1")]
    [TestCase("dockerfile", "FROM busybox:1\nCOPY --from=1 /a /b")]
    [TestCase("json", """{ "features": """)]
    [TestCase("xml", "<configuration>")]
    [TestCase("sh", "echo 'one | docker login")]
    [TestCase("sh", "echo $PASSWORD | dokcer login")]
    [TestCase("sh", "docker pull a:1 || docker nonsense")]
    [TestCase("sh", "./build.sh --target=Nonsense")]
    [TestCase("sh", "./build.sh --target=Fuzz --hours=1")]
    [TestCase("sh", "dotnet tool install Cake.Tool --version 1.2.3")]
    [TestCase("sh", "dotnet run --project tests/Nonsense -- soak")]
    [TestCase("sh", "dotnet run nonsense.cs")]
    [TestCase("sh", "registry=$(tests/engines/bed rgistry up)")]
    public void A_block_that_is_not_is_found(string language, string text) =>
        Assert.That(BlockCheck.Problem(language, text), Is.Not.Null);

    [Test]
    public void No_block_is_written_in_a_way_that_is_not_read() =>
        Assert.That(
            Page.All.SelectMany(page => page.OutsideBlocks().Select(line => $"{page}: {line}")),
            Has.None.Contains("~~~").And.None.Match("^[^:]*: (    |\t)[^ *0-9-]")
        );

    private static IEnumerable<TestCaseData> Cases(Func<CodeBlock, bool> which) =>
        Page
            .All.SelectMany(page => page.Blocks)
            .Where(which)
            .Select(block => new TestCaseData(block).SetArgDisplayNames(block.Place, block.Language));
}
