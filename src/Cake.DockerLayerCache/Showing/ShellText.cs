using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cake.DockerLayerCache.Showing;

/// <summary>How an argument is written in a shell, on one line whatever it is.</summary>
internal static class ShellText
{
    private const int Longest = 300;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-"
    );

    public static bool IsPlain(string argument) => argument.Length > 0 && !argument.AsSpan().ContainsAnyExcept(Plain);

    public static string Quote(string argument) => IsPlain(argument) ? argument : Quoted(argument);

    /// <summary>The same in quotes always: <c>$'…'</c> where it would else break the line, or be a command there.</summary>
    public static string Quoted(string argument) =>
        InertText.IsOneLine(argument)
            ? $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'"
            : $"$'{Escaped(argument)}'";

    /// <summary>A value that somebody wrote, for a message: in quotes, and cut where it is very long.</summary>
    public static string Seen(string value)
    {
        var text =
            value.Length > Longest
                ? $"{value.AsSpan(0, Longest)}… ({value.Length.ToString(CultureInfo.InvariantCulture)} characters)"
                : value;
        return InertText.IsOneLine(text) ? $"'{text}'" : Quoted(text);
    }

    /// <summary>What stands between <c>$'</c> and <c>'</c>.</summary>
    public static string Escaped(string argument)
    {
        var escaped = new StringBuilder(argument.Length);
        foreach (var rune in argument.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => escaped.Append(@"\\"),
                '\'' => escaped.Append(@"\'"),
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                // What a CI service takes for a command begins with it.
                '#' => escaped.Append(@"\043"),
                _ when InertText.IsInvisible(rune) => Octal(escaped, rune),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    private static StringBuilder Octal(StringBuilder text, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
        {
            text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        }

        return text;
    }
}
