using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>What <c>docs/errors.md</c> says of each code.</summary>
internal sealed record DocumentedCode(string Code, string Example)
{
    private const string Heading = "### ";
    private const string Fence = "```text\n";

    public static IReadOnlyList<DocumentedCode> All { get; } =
    [.. File.ReadAllText(RepositoryRoot.File("docs", "errors.md")).Split($"\n{Heading}").Skip(1).Select(Parse)];

    private static DocumentedCode Parse(string section)
    {
        var example = section[(section.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length)..];
        return new DocumentedCode(section.Split(':')[0], example[..example.IndexOf("\n```", StringComparison.Ordinal)]);
    }
}
