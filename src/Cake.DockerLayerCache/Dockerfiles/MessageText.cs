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

    public static string Short(string value)
    {
        var shown = value.Length > MostCharacters ? $"{value.AsSpan(0, MostCharacters)}…" : value;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
