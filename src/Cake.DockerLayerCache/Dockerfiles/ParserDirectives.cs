namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The <c># syntax=</c>, <c># escape=</c> and <c># check=</c> lines at the very top of a Dockerfile.</summary>
internal sealed class ParserDirectives(string path)
{
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
    private bool over;

    public char Escape { get; private set; } = '\\';

    /// <summary>The frontend image that reads this Dockerfile, where it names one.</summary>
    public string? Syntax { get; private set; }

    public void Read(ReadOnlySpan<char> line, int number)
    {
        if (over || !TrySplit(line, out var name, out var value))
        {
            over = true;
            return;
        }

        if (!seen.Add(name))
        {
            throw DockerfileProblems.RepeatedDirective(path, number, name);
        }

        if (name.Equals("escape", StringComparison.OrdinalIgnoreCase))
        {
            Escape = value is "\\" or "`" ? value[0] : throw DockerfileProblems.BadEscape(path, number, value);
        }
        else if (name.Equals("syntax", StringComparison.OrdinalIgnoreCase))
        {
            Syntax = value.Split(' ', 2)[0];
        }
    }

    private static bool TrySplit(ReadOnlySpan<char> line, out string name, out string value)
    {
        (name, value) = (string.Empty, string.Empty);
        var equals = line.IndexOf('=');
        if (line is not ['#', ..] || equals < 0)
        {
            return false;
        }

        name = line[1..equals].Trim().ToString();
        value = line[(equals + 1)..].Trim().ToString();
        return value.Length > 0 && name.ToUpperInvariant() is "SYNTAX" or "ESCAPE" or "CHECK";
    }
}
