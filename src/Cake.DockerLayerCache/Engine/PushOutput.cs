namespace Cake.DockerLayerCache.Engine;

/// <summary>Reads what <c>docker push</c> says at its end: <c>1.4.7: digest: sha256:… size: 528</c>.</summary>
internal static class PushOutput
{
    private const string Marker = ": digest: ";

    public static string? Digest(IReadOnlyList<string> output) =>
        output
            .Select(line =>
                line.IndexOf(Marker, StringComparison.Ordinal) is var at and >= 0 ? line[(at + Marker.Length)..] : null
            )
            .OfType<string>()
            .Select(rest => rest.Split(' ')[0])
            .LastOrDefault();
}
