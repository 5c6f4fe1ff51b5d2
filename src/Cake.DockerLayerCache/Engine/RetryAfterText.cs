using System.Globalization;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// Reads how long a registry wants to be left alone. Docker shows no headers; some registries say it in their message,
/// as a number of seconds or as Go writes durations: <c>retry-after: 543.16ms</c>.
/// </summary>
internal static class RetryAfterText
{
    private const string Marker = "retry-after:";

    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ns", 1e-9),
        ("µs", 1e-6),
        ("us", 1e-6),
        ("ms", 1e-3),
        ("s", 1),
        ("m", 60),
        ("h", 3600),
    ];

    public static TimeSpan? In(string message)
    {
        var at = message.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var rest = message.AsSpan(at + Marker.Length).TrimStart();
        var seconds = 0.0;
        var parts = 0;
        while (Number(rest, out var length) is { } number)
        {
            rest = rest[length..];
            var unit = Unit(rest);
            seconds += number * unit.Seconds;
            rest = rest[unit.Unit.Length..];
            parts++;
        }

        return parts > 0 && seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double? Number(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
        {
            length++;
        }

        return
            length > 0
            && double.TryParse(
                text[..length],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }

    // "ms" before "m", and a bare number is one of seconds, as in the header.
    private static (string Unit, double Seconds) Unit(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return ("", 1);
    }
}
