namespace Cake.DockerLayerCache;

/// <summary>What a build did: what stands where, what was reused, and how long it took.</summary>
public sealed record DockerBuildResult
{
    /// <summary>The image's repository, without a tag.</summary>
    public required string Image { get; init; }

    /// <summary>
    /// The image's tags, in the order in which they were pushed; without those in <see cref="LeftAlone"/>, so that there
    /// may be none.
    /// </summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>
    /// The digest of the pushed manifest, <c>sha256:…</c>; null where nothing was pushed, or docker did not tell it, which
    /// is a warning.
    /// </summary>
    public required string? Digest { get; init; }

    internal bool Pushed { get; init; }

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

    /// <summary>When the call began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The engine that built, and how it builds: its version, that of buildx, the driver and the image store.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The caches that were looked for, in the order in which docker was told them.</summary>
    public IReadOnlyList<DockerCache> Caches { get; init; } = [];

    /// <summary>What the time went into.</summary>
    public DockerBuildTimes Times { get; init; } = new();

    /// <summary>
    /// The layers that were fetched, of base images too, in bytes; null where the engine does not say, as the legacy
    /// builder and graph-driver stores do not.
    /// </summary>
    public long? BytesPulled { get; init; }

    /// <summary>
    /// The layers that were pushed, in bytes; null where none were, or the engine does not say. Of the engines that were
    /// tried only those say it that push what buildx has built, and of large layers alone.
    /// </summary>
    public long? BytesPushed { get; init; }

    /// <summary>
    /// An estimate of the time that the cache saved: the time the reused steps took when they last ran, added up, less the
    /// time that was spent on the cache. Negative where caching cost more than it saved; null where no record tells how
    /// long the reused steps took.
    /// </summary>
    public TimeSpan? Saved { get; init; }

    /// <summary>The builds before this one, as far as a record tells of them, and this one as the last.</summary>
    public IReadOnlyList<DockerPastBuild> History { get; init; } = [];

    /// <summary>
    /// The ignore file that lets docker see what is put into a folder, as a part of the build context; null where docker does
    /// not see it, or no context is known.
    /// </summary>
    internal Func<string, string?>? LetInBy { get; init; }
}
