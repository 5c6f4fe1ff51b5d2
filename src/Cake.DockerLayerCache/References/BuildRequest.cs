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

    public required bool Push { get; init; }

    public required bool Load { get; init; }

    /// <summary>Whether every stage is to be cached, not only the image.</summary>
    public required bool MultiStage { get; init; }

    /// <summary>The stages the user named; empty: those the target needs.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

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

        return new BuildRequest
        {
            Image = image,
            Tags = tags,
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
            Push = settings.Push,
            Load = settings.Load ?? !settings.Push,
            MultiStage = settings is DockerMultiStageCachedBuildSettings,
            Stages = NamedStages(settings),
        };
    }

    public static IReadOnlyList<string> NamedStages(DockerCachedBuildSettings settings) =>
        BuildOptions.Checked(
            nameof(DockerMultiStageCachedBuildSettings.Stages),
            (settings as DockerMultiStageCachedBuildSettings)?.Stages
        );

    /// <summary>The same, with one more tag.</summary>
    public BuildRequest WithTag(ImageTag tag) => this with { Tags = OrderOfPush([.. Tags, tag]) };

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
