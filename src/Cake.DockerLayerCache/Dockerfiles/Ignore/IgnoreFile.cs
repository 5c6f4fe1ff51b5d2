namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>Takes the lines of a <c>.dockerignore</c> apart.</summary>
internal static class IgnoreFile
{
    // Docker reads it with a scanner that gives up there.
    private const int LongestLine = 64 * 1024;

    public static IEnumerable<IgnorePattern> Patterns(string text, string path)
    {
        var lines = new SourceLines(text);
        var patterns = new List<IgnorePattern>();
        while (lines.TryRead(out var line))
        {
            if (line.Length >= LongestLine)
            {
                throw IgnoreProblems.LineTooLong(path, lines.Number, LongestLine);
            }

            if (line is not ['#', ..] && line.Trim() is { IsEmpty: false } pattern)
            {
                patterns.Add(Pattern(pattern.ToString(), path, lines.Number));
            }
        }

        return patterns;
    }

    private static IgnorePattern Pattern(string text, string path, int line)
    {
        var isException = text[0] == '!';
        var pattern = isException ? text[1..].Trim() : text;
        if (pattern.Length == 0)
        {
            throw IgnoreProblems.EmptyException(path, line);
        }

        var cleaned = Clean(pattern);
        try
        {
            return IgnorePattern.Parse(cleaned is ['/', _, ..] ? cleaned[1..] : cleaned, isException)
                ?? throw IgnoreProblems.BadPattern(path, line, text);
        }
        catch (NotSupportedException)
        {
            // .NET matches in a time that grows with the path only what has a limit in size.
            throw IgnoreProblems.TooManyWildcards(path, line, text);
        }
    }

    /// <summary>The shortest path that means the same, as Go's <c>filepath.Clean</c> writes it.</summary>
    private static string Clean(string path)
    {
        var isRooted = path[0] == '/';
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != ".." || (parts is [] or [.., ".."] && !isRooted))
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        var cleaned = string.Join('/', parts);
        return isRooted ? $"/{cleaned}"
            : cleaned.Length == 0 ? "."
            : cleaned;
    }
}
