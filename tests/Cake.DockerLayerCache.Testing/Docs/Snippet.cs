using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cake.DockerLayerCache.Testing.Docs;

/// <summary>C# that users are shown: where it stands, and what the real Cake is to compile.</summary>
public sealed record Snippet(string File, int Line, string Text)
{
    // An addin is taken in by a script's first lines, and not by a block.
    private static readonly Regex Addins = new("^#addin .*$", RegexOptions.Multiline | RegexOptions.NonBacktracking);

    /// <summary>Whether it can be compiled only where Cake.Docker is.</summary>
    public bool NeedsCakeDocker =>
        Text.Contains("DockerImageBuildSettings", StringComparison.Ordinal)
        || Text.Contains("DockerBuildXBuildSettings", StringComparison.Ordinal);

    /// <summary>The snippet as a block of a script; what the compiler says of it names its own file and line.</summary>
    public string AsBlock =>
        $$"""
            {
            #line {{Line}} "{{File}}"
            {{Addins.Replace(Text, "")}}
            #line default
            }
            """;

    public static IReadOnlyList<Snippet> OfPages() =>
        [
            .. Page
                .All.SelectMany(page => page.Blocks)
                .Where(block => block.Language == CodeBlock.CSharp && !block.IsOfSample)
                .Select(block => new Snippet(block.Page.Path, block.Line, block.Text)),
        ];

    /// <summary>The examples in the documentation of an assembly's public members, their lines counted from each one's first.</summary>
    public static IReadOnlyList<Snippet> OfDocumentation(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. XDocument
                .Load(Path.ChangeExtension(assembly.Location, ".xml"))
                .Descendants("example")
                .Select(example => new Snippet(
                    example.Parent!.Attribute("name")!.Value,
                    1,
                    example.Element("code")!.Value.Trim('\n')
                )),
        ];
    }

    /// <summary>Statements of a script that have to compile, and are not run.</summary>
    public static string Unrun(IEnumerable<Snippet> snippets) =>
        $$"""
            if (HasArgument("never"))
            {
            {{string.Join('\n', snippets.Select(snippet => snippet.AsBlock))}}
            }
            """;

    public override string ToString() => $"{File}:{Line}";
}
