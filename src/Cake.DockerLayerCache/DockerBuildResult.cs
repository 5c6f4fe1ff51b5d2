namespace Cake.DockerLayerCache;

/// <summary>What a build did: what stands where, what was reused, and how long it took.</summary>
public sealed record DockerBuildResult
{
    /// <summary>The image's repository, without a tag.</summary>
    public required string Image { get; init; }

    /// <summary>The image's tags, in the order in which they were pushed.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The digest of the pushed manifest, <c>sha256:…</c>; null where nothing was pushed.</summary>
    public required string? Digest { get; init; }

    /// <summary>The way that was chosen; never <see cref="DockerBuildStrategy.Auto"/>.</summary>
    public required DockerBuildStrategy Strategy { get; init; }

    /// <summary>Why that way was chosen, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The stages that were built or reused, in build order; the target is the last.</summary>
    public required IReadOnlyList<DockerBuildStage> Stages { get; init; }

    /// <summary>Whether every step of every stage came from the cache.</summary>
    public bool FullyCached => Stages.All(stage => stage.CachedSteps == stage.Steps);

    /// <summary>The time the whole call took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// What went wrong without failing the build, each with its code: a cache that could not be read or written, a
    /// stage that stays uncached.
    /// </summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// What in the Dockerfile makes a cached build slower than it need be; <c>DockerCacheAdvice</c> gives it without a
    /// build.
    /// </summary>
    public IReadOnlyList<DockerAdvice> Advice { get; init; } = [];

    /// <summary>
    /// What was decided for this CI run and why, a sentence each: whose caches were read, whether one was written, and
    /// whether the image was pushed. Nothing outside CI.
    /// </summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    /// <summary>The tags that were left alone, because they stand for a newer version than the one built.</summary>
    public IReadOnlyList<string> LeftAlone { get; init; } = [];
}
