using System.Buffers;
using System.Text;

namespace Cake.DockerLayerCache.Showing;

/// <summary>What stands before the host in a URL: <c>scheme://user:password@host</c>, <c>scheme://token@host</c>.</summary>
internal static class UrlCredentials
{
    private const string Scheme = "://";

    private static readonly SearchValues<char> EndsOfUrl = SearchValues.Create(" \t\r\n\"'`<>");
    private static readonly SearchValues<char> EndsOfAuthority = SearchValues.Create("/?#");

    /// <summary>A text with <c>***</c> for each.</summary>
    public static string Masked(string text)
    {
        var at = text.IndexOf(Scheme, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, length) in Places(text, at))
        {
            masked.Append(text, done, start - done).Append(Redaction.Mask);
            done = start + length;
        }

        return done == 0 ? text : masked.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Those of a text that are a secret wherever they stand: with a password, or a token alone.</summary>
    public static IEnumerable<string> Secrets(string text) =>
        text.IndexOf(Scheme, StringComparison.Ordinal) is var at and >= 0
            ? Places(text, at)
                .SelectMany(place => Secrets(text[..place.Start], text.Substring(place.Start, place.Length)))
            : [];

    private static IEnumerable<string> Secrets(string before, string credentials)
    {
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            var password = credentials[(colon + 1)..];
            return [credentials, password, Uri.UnescapeDataString(password)];
        }

        // A user alone, as in ssh://deploy@host, is no secret; HTTP has only tokens alone.
        return
            before.EndsWith("http://", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? [credentials]
            : [];
    }

    private static IEnumerable<(int Start, int Length)> Places(string text, int first)
    {
        for (var at = first; at >= 0; )
        {
            var start = at + Scheme.Length;
            var url = text.AsSpan(start);
            if (url.IndexOfAny(EndsOfUrl) is var end and >= 0)
            {
                url = url[..end];
            }

            var length = LengthOfCredentials(url);
            if (length > 0)
            {
                yield return (start, length);
            }

            at = text.IndexOf(Scheme, start + Math.Max(length, 0), StringComparison.Ordinal);
        }
    }

    private static int LengthOfCredentials(ReadOnlySpan<char> url)
    {
        var end = url.IndexOfAny(EndsOfAuthority);
        var authority = end < 0 ? url : url[..end];
        if (authority.LastIndexOf('@') is var at and >= 0)
        {
            return at;
        }

        // A password that somebody forgot to encode may have a slash: what stands before it is then no port.
        var colon = authority.IndexOf(':');
        return colon >= 0 && !authority.StartsWith('[') && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            ? url.LastIndexOf('@')
            : -1;
    }
}
