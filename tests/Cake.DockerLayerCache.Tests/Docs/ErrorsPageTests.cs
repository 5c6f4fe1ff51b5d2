using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary><c>docs/errors.md</c> and what the addin says are the same.</summary>
public sealed class ErrorsPageTests
{
    [Test]
    public void Every_code_that_the_addin_can_give_is_there_once_and_no_other() =>
        Assert.That(DocumentedCode.All.Select(documented => documented.Code), Is.EqualTo(CodesInAssembly()));

    [TestCaseSource(nameof(Examples))]
    public void An_example_is_what_the_addin_says(string code, string message) =>
        Assert.That(
            DocumentedCode.All.Single(documented => documented.Code == code).Example,
            Is.EqualTo(message.ReplaceLineEndings("\n"))
        );

    [Test]
    public void Every_example_is_compared() =>
        Assert.That(
            Examples().Select(example => example[0]),
            Is.EquivalentTo(DocumentedCode.All.Select(documented => documented.Code))
        );

    // Comments name codes too; what can be said stands in the assembly's strings.
    private static SortedSet<string> CodesInAssembly()
    {
        using var file = File.OpenRead(typeof(DockerLayerCacheAliases).Assembly.Location);
        using var executable = new PEReader(file);
        var metadata = executable.GetMetadataReader();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        for (var text = MetadataTokens.UserStringHandle(1); !text.IsNil; text = metadata.GetNextHandle(text))
        {
            codes.UnionWith(
                Regex
                    // DLC06 is advice, which has a page of its own.
                    .Matches(metadata.GetUserString(text), "DLC0[0-57-9][0-9]{2}", RegexOptions.NonBacktracking)
                    .Select(match => match.Value)
            );
        }

        return codes;
    }

    private static IEnumerable<object[]> Examples() =>
        ErrorExamples.All.Select(each => new object[] { each.Code, each.Message });
}
