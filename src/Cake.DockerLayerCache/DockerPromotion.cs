namespace Cake.DockerLayerCache;

/// <summary>What a promotion did.</summary>
public sealed record DockerPromotion
{
    /// <summary>The repository that has the tags.</summary>
    public required string Image { get; init; }

    /// <summary>The tags that stand for the image now, those that were there already among them.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The tags that were left alone, because they stand for a newer version.</summary>
    public required IReadOnlyList<string> LeftAlone { get; init; }

    /// <summary>The digest of the image, <c>sha256:…</c>; it is the same under each tag.</summary>
    public required string Digest { get; init; }

    /// <summary>The time the whole call took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What went wrong without failing the promotion, each with its code.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
