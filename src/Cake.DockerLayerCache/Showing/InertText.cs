using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Showing;

/// <summary>
/// A text from outside in which nothing is a command to who shows it. A CI service takes a line that begins with
/// <c>::</c>, or has <c>##[</c>, <c>##vso[</c> or <c>##teamcity[</c> in it, for one: there a space is put between the
/// first two characters. A control character becomes U+FFFD; colours stay.
/// </summary>
internal static class InertText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether every line of it stays as it is.</summary>
    public static bool IsInert(string text) => Of(text) == text;

    /// <summary>Whether it is one line that stays as it is.</summary>
    public static bool IsOneLine(string text) => !text.Contains('\n', StringComparison.Ordinal) && IsInert(text);

    public static string Of(string text)
    {
        if (
            !HasUnusual(text)
            && !text.Contains("##", StringComparison.Ordinal)
            && !text.Contains("::", StringComparison.Ordinal)
        )
        {
            return text;
        }

        // What goes back to the beginning of a line begins it anew.
        return string.Join(
            '\n',
            text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(Line)
        );
    }

    /// <summary>Whether nobody sees it, or it changes how what is around it is seen.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    // The first test, which looks at many characters at once, is enough for nearly every text.
    private static bool HasUnusual(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Any(IsUnusual);

    private static bool IsUnusual(char c) =>
        c is not ('\t' or '\n')
        && char.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Line(string line)
    {
        // Services look for a command in different ways, and some through what cannot be seen.
        var bare = Marks.Ignored.Replace(line, "");
        var indent = bare.Length - bare.TrimStart().Length;
        if (bare.AsSpan(indent).StartsWith("::", StringComparison.Ordinal))
        {
            line = bare.Insert(indent + 1, " ");
        }
        else if (Marks.Command.IsMatch(bare))
        {
            line = bare;
        }

        line = Marks.Command.Replace(line, command => command.Value.Insert(1, " "));
        return HasUnusual(line) ? WithoutControls(line) : line;
    }

    private static string WithoutControls(string line)
    {
        var text = new StringBuilder(line.Length);
        var done = 0;
        foreach (var colour in Marks.Colour.EnumerateMatches(line))
        {
            // 8 alone hides what follows it.
            if (line.AsSpan(colour.Index, colour.Length) is not "\e[8m")
            {
                Append(text, line.AsSpan(done, colour.Index - done));
                text.Append(line, colour.Index, colour.Length);
                done = colour.Index + colour.Length;
            }
        }

        return Append(text, line.AsSpan(done)).ToString();
    }

    private static StringBuilder Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        foreach (var c in part)
        {
            text.Append((char.IsControl(c) && c != '\t') || IsMisleading(c) ? Replacement : c);
        }

        return text;
    }

    // Separators of lines, and what turns the direction of the text.
    private static bool IsMisleading(char c) =>
        c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // Of a class of their own, which few texts ask for: to make the first one takes 30 ms.
    private static class Marks
    {
        public static readonly Regex Ignored = new(@"\x1B\[[0-9;]*m|\p{Cf}", RegexOptions.NonBacktracking);
        public static readonly Regex Colour = new(@"\x1B\[[0-9;]*m", RegexOptions.NonBacktracking);
        public static readonly Regex Command = new(
            @"##(?:vso|teamcity)?\[",
            RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
    }
}
