using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>One argument of an ARG. Its default stands as written, quotes and variables included; null where there is none.</summary>
internal sealed class ArgumentDeclaration(string name, string? @default)
{
    public string Name => name;

    public string? Default => @default;

    /// <summary>Takes <c>ARG A B=1 C="two words"</c> apart.</summary>
    public static IEnumerable<ArgumentDeclaration> In(Instruction instruction, char escape) =>
        Words(instruction.Arguments, escape)
            .Select(word =>
                word.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals
                    ? new ArgumentDeclaration(word[..equals], word[(equals + 1)..])
                    : new ArgumentDeclaration(word, @default: null)
            );

    /// <summary>The words of an instruction; quotes, escapes and variables stay in them.</summary>
    public static List<string> Words(string text, char escape)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        for (var position = 0; position < text.Length; position++)
        {
            var c = text[position];
            if (quote is null && char.IsWhiteSpace(c))
            {
                Flush(words, word);
                continue;
            }

            if (c == escape && quote is not '\'')
            {
                if (++position == text.Length)
                {
                    break;
                }

                word.Append(c).Append(text[position]);
                continue;
            }

            quote = (quote, c) switch
            {
                (null, '\'' or '"') => c,
                var (open, _) when open == c => null,
                _ => quote,
            };
            word.Append(c);
        }

        Flush(words, word);
        return words;
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
