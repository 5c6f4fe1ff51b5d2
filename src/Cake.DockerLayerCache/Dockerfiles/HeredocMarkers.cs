using System.Text.Json;

namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed record HeredocMarker(string Name, bool Expand, bool StripTabs);

/// <summary>Finds the <c>&lt;&lt;NAME</c> words of an instruction, in the order in which their contents follow.</summary>
internal static class HeredocMarkers
{
    private const string Spaces = " \t\r\n\f";

    public static IEnumerable<HeredocMarker> In(string line, Instruction instruction) =>
        line.Contains("<<", StringComparison.Ordinal) && CanHold(instruction.Trigger ?? instruction)
            ? ShellWords.Split(line).Select(Parse).OfType<HeredocMarker>()
            : [];

    private static bool CanHold(Instruction instruction) =>
        instruction.Keyword is "RUN" or "COPY" or "ADD" && !IsJsonList(instruction.Arguments);

    private static bool IsJsonList(string arguments)
    {
        if (!arguments.StartsWith('['))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(arguments);
            return json.RootElement.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static HeredocMarker? Parse(string word)
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
