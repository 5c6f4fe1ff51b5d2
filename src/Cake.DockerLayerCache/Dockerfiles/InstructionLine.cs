using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>One instruction's text, its continuation lines already joined, taken apart.</summary>
internal sealed record InstructionLine(string Keyword, IReadOnlyList<InstructionFlag> Flags, string Arguments)
{
    private const string KeywordEnds = " \t\v\f\r";

    public static InstructionLine Parse(string line, char escape)
    {
        var text = line.AsSpan().Trim();
        var end = text.IndexOfAny(KeywordEnds);
        var keyword = (end < 0 ? text : text[..end]).ToString().ToUpperInvariant();
        var rest = end < 0 ? string.Empty : text[end..].ToString();

        var flags = new List<InstructionFlag>();
        var position = 0;
        while (StartsFlag(rest, ref position))
        {
            var word = ReadFlag(rest, ref position, escape);
            if (string.Equals(word, "--", StringComparison.Ordinal))
            {
                break;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            flags.Add(
                equals < 0
                    ? new InstructionFlag(word[2..], Value: null)
                    : new InstructionFlag(word[2..equals], word[(equals + 1)..])
            );
        }

        return new InstructionLine(keyword, flags, rest[position..].Trim());
    }

    private static bool StartsFlag(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return text.AsSpan(position).StartsWith("--", StringComparison.Ordinal);
    }

    private static string ReadFlag(string text, ref int position, char escape)
    {
        var word = new StringBuilder();
        char? quote = null;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (quote is null && char.IsWhiteSpace(c))
            {
                break;
            }

            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c != escape)
            {
                word.Append(c);
            }
            else if (position + 1 < text.Length)
            {
                word.Append(text[++position]);
            }
        }

        return word.ToString();
    }
}
