using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Reads quotes, escapes and <c>$</c> as BuildKit's shell lexer does. A malformed word sets <see cref="Problem"/>.</summary>
/// <param name="text">The text that the word is in.</param>
/// <param name="escape">The escape character.</param>
/// <param name="start">Where the word begins.</param>
/// <param name="hasQuotes">False where quotes are characters like any other: in a heredoc.</param>
internal sealed partial class WordReader(string text, char escape, int start = 0, bool hasQuotes = true)
{
    private int position = start;

    public int Position => position;

    public string? Problem { get; private set; }

    private bool AtEnd => position >= text.Length;

    public IReadOnlyList<WordPart> Read() => ReadUntil(stop: null, keepEscapes: false);

    /// <summary>Moves behind the closing quote; the position stands on the opening one.</summary>
    public void SkipDoubleQuoted() => ReadDoubleQuoted([], new StringBuilder(), keepEscapes: false);

    private List<WordPart> ReadUntil(char? stop, bool keepEscapes)
    {
        var parts = new List<WordPart>();
        var literal = new StringBuilder();
        while (Problem is null && !AtEnd && text[position] != stop)
        {
            switch (text[position])
            {
                case '\'' when hasQuotes:
                    ReadSingleQuoted(literal);
                    break;
                case '"' when hasQuotes:
                    ReadDoubleQuoted(parts, literal, keepEscapes);
                    break;
                case '$':
                    Flush(parts, literal);
                    parts.Add(ReadVariable());
                    break;
                default:
                    ReadCharacter(literal, keepEscapes);
                    break;
            }
        }

        if (stop is not null && Problem is null)
        {
            Expect(stop.Value);
        }

        Flush(parts, literal);
        return parts;
    }

    private void ReadCharacter(StringBuilder literal, bool keepEscapes)
    {
        var c = text[position++];
        if (c != escape || keepEscapes)
        {
            literal.Append(c);
        }

        if (c == escape && !AtEnd)
        {
            literal.Append(text[position++]);
        }
    }

    private void ReadSingleQuoted(StringBuilder literal)
    {
        var end = text.IndexOf('\'', position + 1);
        if (end < 0)
        {
            Fail("a single quote is not closed");
            return;
        }

        literal.Append(text, position + 1, end - position - 1);
        position = end + 1;
    }

    private void ReadDoubleQuoted(List<WordPart> parts, StringBuilder literal, bool keepEscapes)
    {
        position++;
        while (Problem is null && !AtEnd && text[position] != '"')
        {
            if (text[position] == '$')
            {
                Flush(parts, literal);
                parts.Add(ReadVariable());
            }
            else if (text[position] == escape)
            {
                ReadEscapeInQuotes(literal, keepEscapes);
            }
            else
            {
                literal.Append(text[position++]);
            }
        }

        if (Problem is null && AtEnd)
        {
            Fail("a double quote is not closed");
        }

        position++;
    }

    /// <summary>Between double quotes only the quote, <c>$</c> and the escape character itself can be escaped.</summary>
    private void ReadEscapeInQuotes(StringBuilder literal, bool keepEscapes)
    {
        position++;
        if (AtEnd)
        {
            return;
        }

        var escapes = text[position] is '"' or '$' || text[position] == escape;
        if (!escapes || keepEscapes)
        {
            literal.Append(escape);
        }

        if (escapes)
        {
            literal.Append(text[position++]);
        }
    }

    private TextPart Fail(string problem)
    {
        Problem ??= problem;
        return new TextPart(string.Empty);
    }

    private static void Flush(List<WordPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TextPart(literal.ToString()));
            literal.Clear();
        }
    }
}
