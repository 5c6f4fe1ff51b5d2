using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing.Docs;

/// <summary>A Markdown page of this repository.</summary>
public sealed class Page
{
    private const string Fence = "```";

    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(RepositoryRoot.File(path));
        Blocks = [.. ReadBlocks()];
    }

    /// <summary>All pages for users and for those who work on the addin.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "", "docs", "samples", "tests/engines" }
            .SelectMany(Files)
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path)),
    ];

    /// <summary>From the repository's root on.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>Its headings, without their hashes.</summary>
    public IEnumerable<string> Headings =>
        OutsideBlocks().Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim());

    /// <summary>Its lines, except those in blocks.</summary>
    public IEnumerable<string> OutsideBlocks()
    {
        var inside = false;
        foreach (var line in Text.Split('\n'))
        {
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (!inside)
            {
                yield return line;
            }
        }
    }

    public static Page Of(string path) => All.Single(page => page.Path == path);

    public override string ToString() => Path;

    // What Cake has installed for a sample may hold pages too.
    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(
                RepositoryRoot.File(folder),
                "*.md",
                folder == "samples" ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly
            )
            .Select(file => System.IO.Path.GetRelativePath(RepositoryRoot.Path, file))
            .Where(file => !file.Split('/').Contains("tools", StringComparer.Ordinal));

    private IEnumerable<CodeBlock> ReadBlocks()
    {
        var lines = Text.Split('\n');
        var section = "";
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith('#'))
            {
                section = lines[at].TrimStart('#').Trim();
            }

            if (!lines[at].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var (begin, indent) = (at, lines[at].IndexOf(Fence, StringComparison.Ordinal));
            do
            {
                at++;
            } while (lines[at].Trim() != Fence);

            var text = lines[(begin + 1)..at].Select(line => line.Length > indent ? line[indent..] : "");
            yield return new CodeBlock(this, begin + 2, lines[begin].Trim()[3..], section, string.Join('\n', text))
            {
                File = FileNamed(lines.Take(begin).LastOrDefault(line => line.Length > 0, "")),
            };
        }
    }

    private static string? FileNamed(string line) =>
        Regex.Match(line, "`(?<file>[^` ]+)`:$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)
            is { Success: true } match
            ? match.Groups["file"].Value
            : null;
}
