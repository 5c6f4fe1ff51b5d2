using System.Globalization;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Reads what a builder's own cache holds: from <c>docker buildx du --verbose</c>, or <c>docker system df</c>.</summary>
internal static class BuilderCacheList
{
    /// <summary>What <c>docker system df</c> is to print.</summary>
    public const string Format = "{{.Type}}: {{.TotalCount}}";

    private const string Created = "Created at:";
    private const string Count = "Build Cache:";

    /// <summary>When the oldest record was made; null where there is none, the earliest of times where it is not told.</summary>
    public static DateTimeOffset? Oldest(IReadOnlyList<string> output)
    {
        var records = output
            .Where(line => line.StartsWith(Created, StringComparison.Ordinal))
            .Select(line => Time(line[Created.Length..]))
            .ToList();
        var counted = output
            .Where(line => line.StartsWith(Count, StringComparison.Ordinal))
            .Any(line => line[Count.Length..].Trim() != "0");
        return records.Count > 0 ? records.Min()
            : counted ? DateTimeOffset.MinValue
            : null;
    }

    // 2026-11-24 14:58:42.878160072 +0000 UTC
    private static DateTimeOffset Time(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            words is [var date, var time, ['+' or '-', _, _, _, _] offset, ..]
            && DateTimeOffset.TryParse(
                $"{date}T{time}{offset[..3]}:{offset[3..]}",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var parsed
            )
            ? parsed
            : DateTimeOffset.MinValue;
    }
}
