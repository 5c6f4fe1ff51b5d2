namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A pattern of <c>${NAME#…}</c>: <c>*</c> is any text, <c>?</c> any one character. There are no brackets.</summary>
internal sealed class ShellPattern
{
    private readonly IReadOnlyList<Token> tokens;

    private ShellPattern(IReadOnlyList<Token> tokens) => this.tokens = tokens;

    private enum Kind
    {
        Character,
        AnyCharacter,
        AnyText,
    }

    public int Length => tokens.Count;

    /// <summary>Whether the empty text matches.</summary>
    public bool MatchesNothing => tokens.All(token => token.Kind is Kind.AnyText);

    /// <summary>Null when <c>\</c> stands before a character that needs no escape.</summary>
    public static ShellPattern? Parse(string text)
    {
        var parsed = new List<Token>(text.Length);
        for (var position = 0; position < text.Length; position++)
        {
            var c = text[position];
            var escapes = c == '\\';
            if (escapes && (++position == text.Length || text[position] is not ('*' or '?' or '\\' or '}' or '/')))
            {
                return null;
            }

            parsed.Add(
                (escapes, text[position]) switch
                {
                    (false, '*') => new Token(Kind.AnyText),
                    (false, '?') => new Token(Kind.AnyCharacter),
                    (_, var character) => new Token(Kind.Character, character),
                }
            );
        }

        return new ShellPattern(parsed);
    }

    public ShellPattern Reversed() => new(tokens.Reverse().ToList());

    /// <summary>The length of the shortest or longest start of the text that matches; null when none does.</summary>
    /// <remarks>All ways to match are followed at once, so that no pattern takes more than text times pattern.</remarks>
    public int? MatchStart(ReadOnlySpan<char> text, bool longest)
    {
        var reached = new bool[tokens.Count + 1];
        reached[0] = true;
        SkipAnyText(reached);
        int? match = null;
        for (var length = 0; ; length++)
        {
            if (reached[^1])
            {
                match = length;
            }

            if ((match is not null && !longest) || length == text.Length || !Advance(reached, text[length]))
            {
                return match;
            }
        }
    }

    private bool Advance(bool[] reached, char c)
    {
        reached[^1] = false;
        for (var index = tokens.Count - 1; index >= 0; index--)
        {
            var consumes = reached[index] && tokens[index].Matches(c);
            reached[index + 1] |= consumes;
            reached[index] = consumes && tokens[index].Kind is Kind.AnyText;
        }

        SkipAnyText(reached);
        return Array.IndexOf(reached, value: true) >= 0;
    }

    private void SkipAnyText(bool[] reached)
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            reached[index + 1] |= reached[index] && tokens[index].Kind is Kind.AnyText;
        }
    }

    private readonly record struct Token(Kind Kind, char Value = default)
    {
        public bool Matches(char c) => Kind is not Kind.Character || Value == c;
    }
}
