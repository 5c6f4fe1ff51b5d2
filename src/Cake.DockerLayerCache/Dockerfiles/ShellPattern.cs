using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A pattern of <c>${NAME#…}</c>: <c>*</c> is any text, <c>?</c> any one character. There are no brackets.</summary>
internal sealed class ShellPattern
{
    private readonly IReadOnlyList<PatternToken> tokens;
    private readonly Action<long> spend;

    private ShellPattern(IReadOnlyList<PatternToken> tokens, Action<long> spend)
    {
        this.tokens = tokens;
        this.spend = spend;
    }

    /// <summary>Null when <c>\</c> stands before a character that needs no escape.</summary>
    public static ShellPattern? Parse(string text, Action<long> spend)
    {
        var parsed = new List<PatternToken>(text.Length);
        for (var position = 0; position < text.Length; position++)
        {
            var isEscaped = text[position] == '\\';
            if (isEscaped && (++position == text.Length || text[position] is not ('*' or '?' or '\\' or '}' or '/')))
            {
                return null;
            }

            parsed.Add(PatternToken.Of(text[position], isEscaped));
        }

        return new ShellPattern(parsed, spend);
    }

    public string WithoutStart(string value, bool longest) => value[(MatchStart(value, longest) ?? 0)..];

    public string WithoutEnd(string value, bool longest)
    {
        var backwards = value.ToCharArray();
        Array.Reverse(backwards);
        return value[..^(new ShellPattern([.. tokens.Reverse()], spend).MatchStart(backwards, longest) ?? 0)];
    }

    public string Replace(string value, string replacement, bool all)
    {
        var text = new StringBuilder();
        var replaced = -1;
        var position = 0;
        while (position <= value.Length && (all || replaced < 0))
        {
            var length = MatchStart(value.AsSpan(position), longest: true);
            if (length > 0 || (length == 0 && position != replaced))
            {
                spend(replacement.Length);
                text.Append(replacement);
                replaced = position + length.Value;
            }

            var kept = length > 0 ? 0 : Math.Min(1, value.Length - position);
            text.Append(value, position, kept);
            position += Math.Max(length ?? 0, 1);
        }

        return text.Append(value.AsSpan(Math.Min(position, value.Length))).ToString();
    }

    /// <summary>The length of the shortest or longest start of the text that matches; null when none does.</summary>
    /// <remarks>All ways to match are followed at once, so that no pattern costs more than text times pattern.</remarks>
    private int? MatchStart(ReadOnlySpan<char> text, bool longest)
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
        spend(reached.Length);
        reached[^1] = false;
        for (var index = tokens.Count - 1; index >= 0; index--)
        {
            var consumes = reached[index] && tokens[index].Matches(c);
            reached[index + 1] |= consumes;
            reached[index] = consumes && tokens[index].IsAnyText;
        }

        SkipAnyText(reached);
        return Array.IndexOf(reached, value: true) >= 0;
    }

    private void SkipAnyText(bool[] reached)
    {
        spend(reached.Length);
        for (var index = 0; index < tokens.Count; index++)
        {
            reached[index + 1] |= reached[index] && tokens[index].IsAnyText;
        }
    }
}
