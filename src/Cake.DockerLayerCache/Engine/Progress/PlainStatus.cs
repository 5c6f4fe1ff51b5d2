using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>
/// Reads a part of a step's work from plain progress: <c>sha256:1a2b… 1.04MB / 2.08MB 0.1s done</c>, where sizes, time
/// and end may be absent.
/// </summary>
internal static class PlainStatus
{
    private const string Done = " done";

    private static readonly (string Unit, double Size)[] Units = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1)];

    /// <summary>Null where it is none: then it is what the step itself says.</summary>
    public static VertexStatus? Parse(string text, DateTimeOffset now)
    {
        var isComplete = text.EndsWith(Done, StringComparison.Ordinal);
        var words = (isComplete ? text[..^Done.Length] : text).Split(' ').ToList();
        TimeSpan? lasted = null;
        if (words is [_, .., [.., 's'] time] && Seconds(time[..^1]) is { } seconds)
        {
            lasted = TimeSpan.FromSeconds(seconds);
            words.RemoveAt(words.Count - 1);
        }

        long current = 0;
        long total = 0;
        if (words is [_, .., var done, "/", var all] && Size(done) is { } so && Size(all) is { } far)
        {
            (current, total) = (so, far);
            words.RemoveRange(words.Count - 3, 3);
        }
        else if (!isComplete)
        {
            return null;
        }

        return new VertexStatus(string.Join(' ', words), isComplete)
        {
            Current = current,
            Total = total,
            Start = lasted is null ? null : now - lasted,
            End = isComplete && lasted is not null ? now : null,
        };
    }

    public static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        // No build takes decades, and no TimeSpan holds whatever a step may say.
        && seconds < 1e9
            ? seconds
            : null;

    private static long? Size(string text)
    {
        var (unit, size) = Array.Find(Units, each => text.EndsWith(each.Unit, StringComparison.Ordinal));
        return unit is not null && Seconds(text[..^unit.Length]) is { } number ? (long)(number * size) : null;
    }
}
