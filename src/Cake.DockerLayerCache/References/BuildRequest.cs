using Cake.Core.IO;

namespace Cake.DockerLayerCache.References;

/// <summary>A build as the user asked for it, every value checked.</summary>
internal sealed record BuildRequest
{
    public required ImageName Image { get; init; }

    /// <summary>In the order in which they are pushed: what never moves first, <c>latest</c> last.</summary>
    public required IReadOnlyList<ImageTag> Tags { get; init; }

    public required ImageName CacheImage { get; init; }

    public required IReadOnlyList<CacheSource> CacheFrom { get; init; }

    public required BuildContext Context { get; init; }

    public required BuildOptions Options { get; init; }

    public required DockerBuildStrategy Strategy { get; init; }

    /// <summary>The version that is built; null where nobody has said it.</summary>
    public required ReleaseVersion? Version { get; init; }

    /// <summary>What the user says of the run's caches and pushes; the CI service may say more.</summary>
    public required RunWishes Wishes { get; init; }

    /// <summary>Whether the image is pushed.</summary>
    public required bool Push { get; init; }

    /// <summary>Whether a cache is left for the next build.</summary>
    public required bool WriteCache { get; init; }

    /// <summary>Whose caches are read, the nearest first. The first is the one that is written.</summary>
    public IReadOnlyList<CacheScope> Scopes { get; init; } = [CacheScope.Shared];

    public CacheScope Scope => Scopes[0];

    /// <summary>Under whose tags the stages are published that the user named.</summary>
    public CacheScope StageScope { get; init; } = CacheScope.Shared;

    /// <summary>The tags as the user wrote them, without any scope's suffix.</summary>
    public required IReadOnlyList<ImageTag> PlainTags { get; init; }

    /// <summary>Where the cache is exported to instead of the registry; empty: the registry.</summary>
    public required IReadOnlyList<CacheTarget> CacheTo { get; init; }

    /// <summary>
    /// Whether the image is put into the engine's local store. One of several platforms, for which not every store has
    /// room, is not where only the CI run keeps it from being pushed.
    /// </summary>
    public bool Load => Wishes.Load ?? (!Push && (Wishes.Push is false || Options.Platform.Count < 2));

    /// <summary>
    /// Whether nobody has asked for that, and it is only there because the CI run does not push it, or each of its tags stands
    /// for a newer version.
    /// </summary>
    public bool LoadsInstead => Wishes is { Load: null, Push: not false } && Load;

    /// <summary>Whether every stage is to be cached, not only the image.</summary>
    public required bool MultiStage { get; init; }

    /// <summary>The stages the user named; empty: those the target needs.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>How often something is tried, and how long the call may take.</summary>
    public RunLimits Limits { get; init; } = RunLimits.Default;

    public static BuildRequest From(
        DockerCachedBuildSettings settings,
        string? path,
        IFileSystem fileSystem,
        DirectoryPath workingDirectory
    )
    {
        var image = ImageName.Parse(settings.Image, nameof(settings.Image));
        var cacheImage = settings.CacheImage is null
            ? image
            : ImageName.Parse(settings.CacheImage, nameof(settings.CacheImage));
        var tags = OrderOfPush(Parsed(settings.Tags));
        if (cacheImage == image && tags.FirstOrDefault(tag => tag.IsOfCache) is { } taken)
        {
            throw InputProblems.TagOfCache(image.WithTag(taken));
        }

        var wishes = RunWishes.From(settings);
        var request = new BuildRequest
        {
            Image = image,
            Tags = tags,
            PlainTags = tags,
            CacheImage = cacheImage,
            CacheFrom = [.. (settings.CacheFrom ?? []).Select(CacheSource.Parse)],
            Options = BuildOptions.From(settings),
            Strategy = Enum.IsDefined(settings.Strategy)
                ? settings.Strategy
                : throw InputProblems.MalformedValue(
                    nameof(settings.Strategy),
                    settings.Strategy.ToString(),
                    string.Join(", ", Enum.GetNames<DockerBuildStrategy>())
                ),
            Context = BuildContext.Locate(path, settings, fileSystem, workingDirectory),
            CacheTo = [.. (settings.CacheTo ?? []).Select(text => CacheTarget.Parse(text, image))],
            Version = settings.Version is { } version ? ReleaseVersion.Parse(version, nameof(settings.Version)) : null,
            Wishes = wishes,
            Limits = RunLimits.From(
                settings.Attempts,
                settings.RetryBudget,
                settings.CallTimeout,
                settings.ToolTimeout
            ),
            Push = wishes.Push ?? true,
            WriteCache = wishes.CacheWrite ?? wishes.Push ?? true,
            MultiStage = settings is DockerMultiStageCachedBuildSettings,
            Stages = NamedStages(settings),
        };
        foreach (var place in request.CacheTo)
        {
            place.CheckPath(request.Context);
        }

        return request;
    }

    /// <summary>Refuses a folder that would be replaced, and has something else in it than a cache.</summary>
    public void CheckFolders(IFileSystem fileSystem)
    {
        foreach (var place in WriteCache ? CacheTo : [])
        {
            place.CheckFolder(Context.WorkingDirectory, fileSystem);
        }
    }

    public static IReadOnlyList<string> NamedStages(DockerCachedBuildSettings settings) =>
        BuildOptions.Checked(
            nameof(DockerMultiStageCachedBuildSettings.Stages),
            (settings as DockerMultiStageCachedBuildSettings)?.Stages
        );

    /// <summary>The same, with the name of a stage for one more tag.</summary>
    public BuildRequest WithTag(ImageTag plain) =>
        this with
        {
            Tags = OrderOfPush([.. Tags, Wishes.PushedByScript ? plain : plain.In(StageScope)]),
            PlainTags = OrderOfPush([.. PlainTags, plain]),
        };

    /// <summary>The same, without these tags; where none is left, nothing is pushed.</summary>
    public BuildRequest WithoutTags(IReadOnlyList<ImageTag> tags) =>
        tags.Count == 0 ? this
        : Tags.All(tags.Contains) ? this with { Push = false }
        : this with
        {
            Tags = [.. Tags.Where(tag => !tags.Contains(tag))],
            PlainTags = [.. PlainTags.Where(tag => !tags.Contains(tag) && !tags.Contains(tag.In(Scope)))],
        };

    /// <summary>The same, with these tags instead.</summary>
    public BuildRequest WithTags(IEnumerable<ImageTag> tags) => this with { Tags = OrderOfPush(tags) };

    private static IEnumerable<ImageTag> Parsed(string[]? tags) =>
        tags is null or []
            ? [ImageTag.Latest]
            : tags.Select(tag => ImageTag.Parse(tag, nameof(DockerCachedBuildSettings.Tags)));

    private static ImageTag[] OrderOfPush(IEnumerable<ImageTag> tags) =>
        [
            .. tags.Distinct()
                .OrderBy(tag => tag.Mobility)
                .ThenByDescending(tag => tag.Mobility == 1 ? tag.Value.Count(c => c == '.') : 0),
        ];
}
