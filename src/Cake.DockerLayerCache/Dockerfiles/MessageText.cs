namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Puts what stands in a Dockerfile into a message, in short and on one line whatever it is.</summary>
internal static class MessageText
{
    private const int MostNames = 20;
    private const int MostCharacters = 80;

    public static string Listed(IEnumerable<string> names, string separator = ", ")
    {
        var all = names.ToList();
        var more = all.Count > MostNames ? $"{separator}… ({all.Count - MostNames} more)" : string.Empty;
        return string.Join(separator, all.Take(MostNames).Select(Short)) + more;
    }

    public static string Quoted(string value) => $"'{Short(value)}'";

    public static string Short(string value) =>
        OneLine(value.Length > MostCharacters ? $"{value.AsSpan(0, MostCharacters)}…" : value);

    /// <summary>A text in at most so many characters, of which the last is an ellipsis where something is left out.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");

    /// <summary>A text in which nothing ends the line or moves the cursor, and begins something else in a log.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
