using System.Buffers;
using System.Globalization;

namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>HEALTHCHECK: NONE, or CMD and a command.</summary>
internal static class HealthcheckForm
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly string[] Units = ["ns", "us", "µs", "ms", "s", "m", "h"];

    public static string? Problem(Instruction instruction)
    {
        var words = instruction.Arguments.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.FirstOrDefault()?.ToUpperInvariant(), words.ElementAtOrDefault(1)) switch
        {
            (null, _) => "has nothing behind it",
            ("NONE", null) => null,
            ("NONE", _) => "has something behind NONE",
            ("CMD", null) => "has no command behind CMD",
            ("CMD", var command) => Command(command) ?? Flags(instruction),
            var (type, _) => $"has {MessageText.Quoted(type)}, where CMD or NONE is expected",
        };
    }

    private static string? Command(string command) =>
        ArgumentForm.MaybeJson(command)
        ?? (JsonWords.Read(command) is { Count: 0 } ? "has no command behind CMD" : null);

    private static string? Flags(Instruction instruction)
    {
        foreach (var flag in instruction.Flags.Where(flag => flag.Value is { Length: > 0 }))
        {
            var isCount = flag.Name is "retries";
            if (
                isCount
                && !(
                    int.TryParse(flag.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                    && n >= 0
                )
            )
            {
                return $"has --retries={flag.Value}, where a number is expected";
            }

            if (!isCount && !IsDuration(flag.Value!))
            {
                return $"has --{flag.Name}={flag.Value}, where a time such as 30s or 1m30s is expected, of 1ms at least";
            }
        }

        return null;
    }

    /// <summary>As Go writes it: numbers, each with a unit; 0 alone needs none.</summary>
    private static bool IsDuration(string text)
    {
        if (text.TrimStart('+', '-') == "0")
        {
            return true;
        }

        var rest = text.AsSpan();
        var isNegative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        var nanoseconds = 0.0;
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (
                digits <= 0
                || !double.TryParse(
                    rest[..digits],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return false;
            }

            rest = rest[digits..];
            var end = rest.IndexOfAny(Digits);
            var unit = (end < 0 ? rest : rest[..end]).ToString();
            if (!Units.Contains(unit, StringComparer.Ordinal))
            {
                return false;
            }

            nanoseconds +=
                number
                * unit switch
                {
                    "ns" => 1,
                    "us" or "µs" => 1e3,
                    "ms" => 1e6,
                    "s" => 1e9,
                    "m" => 6e10,
                    _ => 3.6e12,
                };
            rest = end < 0 ? [] : rest[end..];
        }

        return nanoseconds == 0 || (!isNegative && nanoseconds >= 1e6);
    }
}
