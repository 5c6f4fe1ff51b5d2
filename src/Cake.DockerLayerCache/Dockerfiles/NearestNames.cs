namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Orders names by how little they differ from a mistyped one.</summary>
internal static class NearestNames
{
    private const int LongestCompared = 64;

    public static IEnumerable<string> Order(string wanted, IEnumerable<string> names) =>
        names
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => Distance(Comparable(wanted), Comparable(name)));

    private static string Comparable(string name) => name[..Math.Min(name.Length, LongestCompared)].ToUpperInvariant();

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
