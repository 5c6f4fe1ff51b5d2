using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>A promotion as the user asked for it, every value checked.</summary>
internal sealed class PromotionRequest(
    string source,
    string repository,
    ImageName image,
    IReadOnlyList<ImageReference> references,
    ReleaseVersion? version,
    ReleaseVersion? versionInTags,
    string? builder,
    RunLimits limits
)
{
    public string Source => source;

    /// <summary>The repository of the source.</summary>
    public string Repository => repository;

    public ImageName Image => image;

    public IReadOnlyList<ImageReference> References => references;

    public ReleaseVersion? Version => version;

    public ReleaseVersion? VersionInTags => versionInTags;

    public string? Builder => builder;

    public RunLimits Limits => limits;

    /// <summary>Which version the tags are to stand for, of an image that was built as one; null where nothing tells.</summary>
    // 1.4.7-alpine reads as a prerelease, and of an image of 1.4.7 it is one of its variants.
    public ReleaseVersion? VersionOf(ReleaseVersion? built) =>
        Version
        ?? (
            built is not null && VersionInTags?.Text.StartsWith($"{built}-", StringComparison.Ordinal) == true
                ? built
                : VersionInTags ?? built
        );

    public static PromotionRequest From(DockerPromoteSettings settings, string? source, IReadOnlyList<string> tags)
    {
        var (repository, tag, digest) = ImageName.Split(source ?? "");
        if ((ImageName.Malformation(repository) ?? ImageName.DigestMalformation(digest)) is { } why)
        {
            throw ReleaseProblems.MalformedSource(source ?? "", why);
        }

        if (tag is null && digest is null)
        {
            throw ReleaseProblems.MalformedSource(source!, "it has neither a tag nor a digest");
        }

        if (tag is not null)
        {
            _ = ImageTag.Parse(tag, "source");
        }

        var image = settings.Image is null
            ? ImageName.Parse(repository, "source")
            : ImageName.Parse(settings.Image, nameof(settings.Image));
        var given = tags.Select(text => ImageTag.Parse(text, "tags")).Distinct().ToList();
        if (given.Count == 0)
        {
            throw InputProblems.MalformedValue("tags", "", "one tag or more");
        }

        return new PromotionRequest(
            source!,
            repository,
            image,
            [.. given.Select(image.WithTag)],
            settings.Version is { } version ? ReleaseVersion.Parse(version, nameof(settings.Version)) : null,
            given.Select(each => ReleaseVersion.TryParse(each.Value)).FirstOrDefault(each => each is not null),
            BuildOptions.Blank(nameof(settings.Builder), settings.Builder),
            RunLimits.From(settings.Attempts, settings.RetryBudget, settings.CallTimeout, settings.ToolTimeout)
        );
    }
}
