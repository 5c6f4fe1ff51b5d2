using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed class HeredocMarker(string name, bool expand, bool stripTabs)
{
    public string Name => name;

    public bool Expand => expand;

    public bool StripTabs => stripTabs;
}

/// <summary>Finds the <c>&lt;&lt;NAME</c> words of an instruction, in the order in which their contents follow.</summary>
internal static class HeredocMarkers
{
    private const string Spaces = " \t\r\n\f";

    public static IEnumerable<HeredocMarker> In(string line, Instruction instruction) =>
        line.Contains("<<", StringComparison.Ordinal) && CanHold(instruction.Trigger ?? instruction)
            ? ShellWords.Split(line).Select(Parse).OfType<HeredocMarker>()
            : [];

    private static bool CanHold(Instruction instruction) =>
        instruction.Keyword is "RUN" or "COPY" or "ADD" && JsonWords.Read(instruction.Arguments) is null;

    /// <summary>Null for a word that starts no heredoc.</summary>
    public static HeredocMarker? Parse(string word)
    {
        var text = word.AsSpan().TrimStart("0123456789");
        if (!text.StartsWith("<<", StringComparison.Ordinal))
        {
            return null;
        }

        var stripTabs = text is [_, _, '-', ..];
        var name = text[(stripTabs ? 3 : 2)..].TrimStart(Spaces).ToString();
        if (name.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        return ShellWords.Unquote(name) is { Text: { Length: > 0 } unquoted } markedWord
            ? new HeredocMarker(unquoted, !markedWord.Quoted, stripTabs)
            : null;
    }
}
