using System.Buffers;
using System.Text;

namespace Cake.DockerLayerCache.Showing;

/// <summary>One way a secret can stand in a text; its first characters may be left, as a name before its value.</summary>
internal sealed record SecretForm(string Text, int Kept = 0);

/// <summary>Rids a text of what must not be shown: of known values, and of credentials in any URL.</summary>
internal sealed class Redaction
{
    public const string Mask = "***";

    /// <summary>How long a value has to be: a shorter one would mask half the log, and tell itself by that.</summary>
    public const int Shortest = 4;

    private const char Ellipsis = '…';

    private readonly SecretForm[] forms;
    private readonly SearchValues<string>? texts;

    public Redaction(IEnumerable<SecretForm> secrets)
    {
        // Longest first: a value that has another in it is masked whole.
        forms =
        [
            .. secrets
                .Where(form => form.Text.Length >= Shortest)
                .Distinct()
                .OrderByDescending(form => form.Text.Length)
                .ThenBy(form => form.Kept),
        ];
        texts =
            forms.Length == 0
                ? null
                : SearchValues.Create([.. forms.Select(form => form.Text)], StringComparison.Ordinal);
    }

    public string Of(string text)
    {
        if (texts is null)
        {
            return UrlCredentials.Masked(text);
        }

        return UrlCredentials.Masked(WithoutCut(WithoutWhole(text, texts)));
    }

    private string WithoutWhole(string text, SearchValues<string> wanted)
    {
        var at = text.AsSpan().IndexOfAny(wanted);
        if (at < 0)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var done = 0;
        while (at >= 0)
        {
            var form = LongestAt(text, at);
            var start = at + form.Kept;
            var end = at + form.Text.Length;
            // What begins in one and ends behind it is a part of it.
            for (var next = at + 1; next < end; next++)
            {
                var found = text.AsSpan(next).IndexOfAny(wanted);
                if (found < 0 || next + found >= end)
                {
                    break;
                }

                next += found;
                end = Math.Max(end, next + LongestAt(text, next).Text.Length);
            }

            masked.Append(text, done, start - done).Append(Mask);
            done = end;
            at = text.AsSpan(end).IndexOfAny(wanted) is var more and >= 0 ? end + more : -1;
        }

        return masked.Append(text, done, text.Length - done).ToString();
    }

    // A message may have been cut in the middle of a value.
    private string WithoutCut(string text)
    {
        for (var at = text.IndexOf(Ellipsis, StringComparison.Ordinal); at >= 0; )
        {
            var length = forms
                .Where(form => form.Kept == 0)
                .Select(form => LengthOfBeginning(text.AsSpan(0, at), form.Text))
                .DefaultIfEmpty()
                .Max();
            if (length > 0)
            {
                text = string.Concat(text.AsSpan(0, at - length), Mask, text.AsSpan(at));
                at += Mask.Length - length;
            }

            at = text.IndexOf(Ellipsis, at + 1);
        }

        return text;
    }

    private static int LengthOfBeginning(ReadOnlySpan<char> text, string secret)
    {
        for (var length = Math.Min(secret.Length - 1, text.Length); length >= Shortest; length--)
        {
            if (text.EndsWith(secret.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private SecretForm LongestAt(string text, int at) =>
        Array.Find(forms, form => text.AsSpan(at).StartsWith(form.Text, StringComparison.Ordinal))!;
}
