namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed partial class WordReader
{
    private const int DeepestNesting = 64;
    private int depth;

    /// <summary>Reads the variable that starts at the position, which stands on its <c>$</c>.</summary>
    public WordPart ReadVariable()
    {
        position++;
        if (AtEnd || text[position] != '{')
        {
            var name = ReadName();
            return name.Length == 0 ? new TextPart("$") : new VariablePart(name, string.Empty, [], []);
        }

        position++;
        if (++depth > DeepestNesting)
        {
            return Fail($"more than {DeepestNesting} substitutions are nested in each other");
        }

        var variable = ReadBraced();
        depth--;
        return variable;
    }

    private WordPart ReadBraced()
    {
        if (AtEnd || text[position] is '{' or '}' or ':')
        {
            return Fail("'${' is not followed by a name");
        }

        var name = ReadName();
        if (AtEnd)
        {
            return Fail("'${' is not closed with '}'");
        }

        var operation = text[position++].ToString();
        if (operation is ":" && !AtEnd)
        {
            operation += text[position++];
        }

        switch (operation)
        {
            case "}":
                return new VariablePart(name, string.Empty, [], []);
            case "#" or "%":
                return new VariablePart(name, operation, ReadUntil('}', keepEscapes: true), []);
            case "/":
                return ReadReplacement(name);
            case "+" or "-" or "?" or [':', not ('#' or '%')]:
                return new VariablePart(name, operation, ReadUntil('}', keepEscapes: false), []);
            default:
                return Fail($"'{operation}' after '${{{name}' is no operator");
        }
    }

    private VariablePart ReadReplacement(string name)
    {
        var all = !AtEnd && text[position] == '/';
        position += all ? 1 : 0;
        var pattern = ReadUntil('/', keepEscapes: true);
        return new VariablePart(name, all ? "//" : "/", pattern, ReadUntil('}', keepEscapes: true));
    }

    private string ReadName()
    {
        var first = position;
        if (!AtEnd && char.IsAsciiDigit(text[position]))
        {
            position += text.AsSpan(position).Length - text.AsSpan(position).TrimStart("0123456789").Length;
        }
        else if (!AtEnd && text[position] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            position++;
        }
        else
        {
            while (!AtEnd && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
            {
                position++;
            }
        }

        return text[first..position];
    }

    private void Expect(char stop)
    {
        if (AtEnd)
        {
            Fail($"'${{' is not closed with '{stop}'");
        }

        position++;
    }
}
