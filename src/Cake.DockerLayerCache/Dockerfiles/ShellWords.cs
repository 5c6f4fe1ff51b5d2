using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>
/// Splits an instruction into shell words to find heredocs in it. Quotes and escapes stay in the words, and the
/// escape character is <c>\</c> whatever the Dockerfile's directive says: so does BuildKit.
/// </summary>
internal static class ShellWords
{
    private const char Escape = '\\';

    /// <summary>No words at all for a line with an open quote or substitution: nothing in it is a heredoc then.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var position = 0; position < line.Length; )
        {
            var end = EndOfUnit(line, position);
            if (end < 0)
            {
                return [];
            }

            var isPlain = line[position] is not ('\'' or '"' or Escape or '<');
            foreach (var c in line.AsSpan(position, end - position))
            {
                if (!isPlain || !char.IsWhiteSpace(c))
                {
                    word.Append(c);
                }
                else if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
            }

            position = end;
        }

        return word.Length > 0 ? [.. words, word.ToString()] : words;
    }

    /// <summary>The text without its quotes and escapes; null when it is not exactly one word.</summary>
    public static UnquotedWord? Unquote(string text)
    {
        var word = new StringBuilder();
        var quoted = false;
        for (var position = 0; position < text.Length; )
        {
            var end = EndOfUnit(text, position);
            if (end < 0 || char.IsWhiteSpace(text[position]))
            {
                return null;
            }

            var unit = text.AsSpan(position, end - position);
            quoted |= unit[0] is '\'' or '"';
            word.Append(
                unit switch
                {
                    ['\'', ..] => unit[1..^1].ToString(),
                    ['"', ..] => unit[1..^1].ToString().Replace("\\\"", "\"", StringComparison.Ordinal),
                    [Escape, ..] => unit[1..].ToString(),
                    _ => unit.ToString(),
                }
            );
            position = end;
        }

        return new UnquotedWord(word.ToString(), quoted);
    }

    private static int EndOfUnit(string line, int position)
    {
        switch (line[position])
        {
            case '\'':
                return line.IndexOf('\'', position + 1) + 1 is > 0 and var end ? end : -1;
            case '"':
                var quoted = new WordReader(line, Escape, position);
                quoted.SkipDoubleQuoted();
                return quoted.Problem is null ? quoted.Position : -1;
            case '$':
                var variable = new WordReader(line, Escape, position);
                variable.ReadVariable();
                return variable.Problem is null ? variable.Position : -1;
            case Escape:
                return Math.Min(position + 2, line.Length);
            case '<' when position + 1 < line.Length && line[position + 1] == '<':
                return line.Length - line.AsSpan(position + 2).TrimStart(" \t\r").Length;
            default:
                return position + 1;
        }
    }
}

internal sealed class UnquotedWord(string text, bool quoted)
{
    public string Text => text;

    public bool Quoted => quoted;
}
