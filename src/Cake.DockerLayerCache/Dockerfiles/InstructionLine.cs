using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Takes one instruction apart, its continuation lines already joined.</summary>
internal static class InstructionLine
{
    public static Instruction Parse(string line, char escape, int number)
    {
        var instruction = Split(line, escape, number);
        return instruction.Keyword is "ONBUILD"
            ? instruction with
            {
                Trigger = Split(instruction.Arguments, escape, number),
            }
            : instruction;
    }

    private static Instruction Split(string line, char escape, int number)
    {
        var text = line.AsSpan().Trim();
        var end = text.IndexOfAny(Keywords.Blanks);
        var keyword = (end < 0 ? text : text[..end]).ToString().ToUpperInvariant();
        var rest = end < 0 ? string.Empty : text[end..].ToString();
        var position = 0;
        var flags = ReadFlags(rest, ref position, escape);
        return new Instruction(keyword, flags, rest[position..].Trim(), number, number);
    }

    private static List<InstructionFlag> ReadFlags(string text, ref int position, char escape)
    {
        var flags = new List<InstructionFlag>();
        while (StartsFlag(text, ref position))
        {
            var word = ReadFlag(text, ref position, escape);
            if (word is "--")
            {
                break;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            flags.Add(equals < 0 ? new(word[2..], Value: null) : new(word[2..equals], word[(equals + 1)..]));
        }

        return flags;
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
