namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>The patterns of a <c>.dockerignore</c>, as BuildKit applies them on its way through the build context.</summary>
internal sealed class IgnoreRules
{
    /// <summary>The file that docker reads them from where a Dockerfile has none of its own.</summary>
    public const string Shared = ".dockerignore";

    public static readonly IgnoreRules None = new([], Shared);

    private readonly IReadOnlyList<IgnorePattern> patterns;

    // The folders that exceptions name; null where one of them has a wildcard before its end, so that it may match
    // anywhere.
    private readonly IReadOnlyList<string>? exceptions;

    private IgnoreRules(IReadOnlyList<IgnorePattern> patterns, string path)
    {
        Path = path;
        this.patterns = patterns;
        List<string?> places = [.. patterns.Where(pattern => pattern.IsException).Select(pattern => pattern.Place)];
        exceptions = places.Contains(null) ? null : [.. places.OfType<string>()];
    }

    public IReadOnlyList<IgnorePattern> Patterns => patterns;

    /// <summary>The file they are from, as messages name it.</summary>
    public string Path { get; }

    /// <summary>Reads the patterns of a <c>.dockerignore</c>; the path is only named in messages.</summary>
    public static IgnoreRules Parse(string text, string path) => new([.. IgnoreFile.Patterns(text, path)], path);

    /// <summary>Whether the engine does not get to see a path, which is relative to the context, with <c>/</c>.</summary>
    public bool Excludes(string path)
    {
        IgnoreMatch? parent = null;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); ; slash = path.IndexOf('/', slash + 1))
        {
            var match = Match(slash < 0 ? path : path[..slash], parent);
            if (slash < 0 || (match.Excluded && !MayIncludeBelow(path[..slash])))
            {
                return match.Excluded;
            }

            parent = match;
        }
    }

    /// <summary>The same for one path whose folder's match is known; null at the top.</summary>
    /// <remarks>
    /// A pattern that matched a folder counts for all below it. One that had no say at the folder (an exception where
    /// nothing was excluded yet) is not remembered to have matched there, and only asked about the path itself.
    /// </remarks>
    public IgnoreMatch Match(string path, IgnoreMatch? parent)
    {
        var excluded = false;
        var matched = new bool[patterns.Count];
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = patterns[i];
            matched[i] =
                parent is not null && parent.Matched[i] || pattern.IsException == excluded && pattern.Matches(path);
            if (matched[i])
            {
                excluded = !pattern.IsException;
            }
        }

        return new IgnoreMatch(excluded, matched);
    }

    /// <summary>Whether something in an excluded folder may still be let in: else BuildKit does not look into it.</summary>
    public bool MayIncludeBelow(string folder) =>
        exceptions is null || exceptions.Any(place => $"{place}/".StartsWith($"{folder}/", StringComparison.Ordinal));
}

/// <summary>Whether a path is excluded, and by which of the patterns, which then holds for all below it.</summary>
internal sealed class IgnoreMatch(bool excluded, bool[] matched)
{
    public bool Excluded => excluded;

    public bool[] Matched => matched;
}
