namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>A part of a vertex's work, as it was last heard of: a transfer, an extraction.</summary>
internal sealed record VertexStatus(string Id, bool IsComplete)
{
    /// <summary>The bytes so far; 0 where it has none.</summary>
    public long Current { get; init; }

    /// <summary>The bytes in the end; 0 where that is not known.</summary>
    public long Total { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    /// <summary>As a person reads it: <c>sha256:3bf48d058862 12.3 MB of 45.6 MB</c>.</summary>
    public override string ToString()
    {
        var name = Id.Contains("sha256:", StringComparison.Ordinal)
            ? Id[..Math.Min(Id.Length, ShortId(Id))]
            : Id.TrimEnd(':');
        return Current == 0 ? name
            : Current < Total ? $"{name} {ByteSize.Text(Current)} of {ByteSize.Text(Total)}"
            : $"{name} {ByteSize.Text(Current)}";
    }

    private static int ShortId(string id) => id.IndexOf("sha256:", StringComparison.Ordinal) + "sha256:".Length + 12;
}
