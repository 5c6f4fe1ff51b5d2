namespace Cake.DockerLayerCache;

/// <summary>
/// What a build's time went into. Work of one kind that ran side by side counts once; different kinds may run side by
/// side, so the sum may be more than the build's duration.
/// </summary>
public sealed record DockerBuildTimes
{
    /// <summary>Looking into caches, and fetching and unpacking what was reused.</summary>
    public TimeSpan ReadingCache { get; init; }

    /// <summary>Fetching and unpacking the images that stages start or copy from.</summary>
    public TimeSpan Pulling { get; init; }

    /// <summary>Running steps.</summary>
    public TimeSpan Building { get; init; }

    /// <summary>Making the image.</summary>
    public TimeSpan Exporting { get; init; }

    /// <summary>Making and pushing what the next build is to reuse.</summary>
    public TimeSpan WritingCache { get; init; }

    /// <summary>Pushing the image.</summary>
    public TimeSpan Pushing { get; init; }

    /// <summary>The time spent on the cache: <see cref="ReadingCache"/> and <see cref="WritingCache"/>.</summary>
    public TimeSpan Cache => ReadingCache + WritingCache;
}
