namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>
/// One pattern of a <c>.dockerignore</c>: Go's <c>filepath.Match</c>, and <c>**</c> for any number of folders. It is
/// for whole paths: a folder that matches takes along what is in it by <see cref="IgnoreRules"/>.
/// </summary>
internal sealed class IgnorePattern
{
    private static readonly char[] Special = ['*', '?', '[', ']', '\\'];

    private readonly Lazy<Func<string, bool>> matches;

    private IgnorePattern(string text, bool isException)
    {
        Text = text;
        IsException = isException;
        // Most are never asked: the ones before them have decided.
        matches = new(() => Matcher(text));
    }

    public string Text { get; }

    /// <summary>Whether it lets in again what patterns before it exclude.</summary>
    public bool IsException { get; }

    /// <summary>The path below which it matches; null where a wildcard stands before its end.</summary>
    public string? Place
    {
        get
        {
            var place = Text.EndsWith("/**", StringComparison.Ordinal) ? Text[..^3] : Text;
            place = place.EndsWith("/*", StringComparison.Ordinal) ? place[..^2] : place;
            return place.IndexOfAny([.. Special, '^']) < 0 ? place : null;
        }
    }

    /// <summary>Null where docker refuses the pattern.</summary>
    public static IgnorePattern? Parse(string text, bool isException) =>
        GlobSyntax.IsValid(text) && (!NeedsTrial(text) || GlobRegex.CanBuild(text))
            ? new IgnorePattern(text, isException)
            : null;

    public bool Matches(string path) => matches.Value(path);

    // Any other one makes a regular expression, which is not made before somebody asks.
    private static bool NeedsTrial(string text) => text.Length > 100 || text.AsSpan().IndexOfAny('[', '\\') >= 0;

    private static Func<string, bool> Matcher(string text)
    {
        var first = text.IndexOfAny(Special);
        if (first < 0)
        {
            return path => path.Equals(text, StringComparison.Ordinal);
        }

        // Docker takes "**" at the start for the start of anything, not of a path's part: "**foo" matches "a/xfoo".
        if (text.StartsWith("**", StringComparison.Ordinal) && text.IndexOfAny(Special, 2) < 0)
        {
            var end = text[2..];
            return end is ['/', .. var name]
                ? path => path.EndsWith(end, StringComparison.Ordinal) || path.Equals(name, StringComparison.Ordinal)
                : path => path.EndsWith(end, StringComparison.Ordinal);
        }

        if (first == text.Length - 2 && text.EndsWith("**", StringComparison.Ordinal))
        {
            var start = text[..^2];
            return path => path.StartsWith(start, StringComparison.Ordinal);
        }

        if (
            text[first] == '*'
            && text.LastIndexOfAny(Special) == first
            && !text.Contains('^', StringComparison.Ordinal)
        )
        {
            var (before, behind) = (text[..first], text[(first + 1)..]);
            return path =>
                path.Length >= before.Length + behind.Length
                && path.StartsWith(before, StringComparison.Ordinal)
                && path.EndsWith(behind, StringComparison.Ordinal)
                && !path.AsSpan(before.Length, path.Length - before.Length - behind.Length).Contains('/');
        }

        var regex = GlobRegex.Regex(text);
        // What the text begins and ends with is quickly seen not to be there. It is not what it looks like behind an
        // escape, nor behind a '^', which is the start of the path to docker; and "**/" may stand for nothing.
        var isPlain = !text.Contains('\\', StringComparison.Ordinal) && !text.Contains('^', StringComparison.Ordinal);
        var head = isPlain ? text[..first] : "";
        var tail =
            isPlain && !text.Contains("**", StringComparison.Ordinal) ? text[(text.LastIndexOfAny(Special) + 1)..] : "";
        return path =>
            path.StartsWith(head, StringComparison.Ordinal)
            && path.EndsWith(tail, StringComparison.Ordinal)
            && regex.IsMatch(path);
    }
}
