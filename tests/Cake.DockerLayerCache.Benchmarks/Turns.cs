namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>
/// The order in which things that are compared are measured: another one begins each two rounds, and each second round
/// goes the other way, so that none is always the first, or the one behind the same other.
/// </summary>
internal static class Turns
{
    public static IEnumerable<T> Of<T>(IReadOnlyList<T> compared, int round)
    {
        var order = compared.Select((_, turn) => compared[(turn + (round / 2)) % compared.Count]);
        return round % 2 == 0 ? order : order.Reverse();
    }
}
