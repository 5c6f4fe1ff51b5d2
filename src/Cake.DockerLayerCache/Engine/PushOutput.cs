namespace Cake.DockerLayerCache.Engine;

/// <summary>Reads what docker says at the end of a push.</summary>
internal static class PushOutput
{
    private const string Marker = ": digest: ";
    private const string Failed = "failed to push ";
    private const string Stored = "got digest ";

    /// <summary>What a push that succeeded has pushed: <c>1.4.7: digest: sha256:… size: 528</c>.</summary>
    public static string? Digest(IReadOnlyList<string> output) =>
        output
            .Select(line =>
                line.IndexOf(Marker, StringComparison.Ordinal) is var at and >= 0 ? line[(at + Marker.Length)..] : null
            )
            .OfType<string>()
            .Select(rest => rest.Split(' ')[0])
            .LastOrDefault();

    /// <summary>
    /// What a registry stored that was damaged on its way there:
    /// <c>failed to push …:1.4.7: … got digest sha256:…, expected sha256:…</c>.
    /// </summary>
    public static IEnumerable<(string Reference, string Digest)> Damaged(string message) =>
        message
            .Split('\n')
            .Select(line => (Reference: Word(line, Failed)?.TrimEnd(':'), Digest: Word(line, Stored)?.TrimEnd(',')))
            .Where(each => each is { Reference: not null, Digest: not null })
            .Select(each => (each.Reference!, each.Digest!))
            .Distinct();

    private static string? Word(string line, string after) =>
        line.IndexOf(after, StringComparison.Ordinal) is var at and >= 0
            ? line[(at + after.Length)..].Split(' ')[0]
            : null;
}
