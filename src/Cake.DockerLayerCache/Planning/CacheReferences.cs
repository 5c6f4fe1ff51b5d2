using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Where the caches of a build are kept.</summary>
internal sealed class CacheReferences(BuildRequest request)
{
    // Not the same: machines whose engines cache in different ways would else overwrite each other's cache.
    private static readonly ImageTag ImageCache = ImageTag.Parse("buildcache-image", "");

    /// <summary>The cache that <see cref="DockerBuildStrategy.Export"/> writes.</summary>
    public ImageReference Export => request.CacheImage.WithTag(ImageTag.BuildCache);

    /// <summary>
    /// The image's own cache, where it is an image. <c>latest</c> serves where this build writes it; where it does not,
    /// the next build would read what nobody renews, so there is a tag for the cache alone.
    /// </summary>
    public ImageReference Own =>
        OwnIsPublished ? request.Image.WithTag(ImageTag.Latest) : request.CacheImage.WithTag(ImageCache);

    /// <summary>Whether the image's own cache is one of its tags.</summary>
    public bool OwnIsPublished => request.CacheImage == request.Image && request.Tags.Contains(ImageTag.Latest);

    /// <summary>The export cache of a stage that the target does not need, so that the target's does not hold it.</summary>
    public ImageReference ExportOf(Stage stage) =>
        request.CacheImage.WithTag(ImageTag.ForStage($"{ImageTag.BuildCache}-{stage.Id}"));

    /// <summary>The inline caches of a stage; its newest image has the stage's name for a tag.</summary>
    public ChainCache Of(StageCache stage) =>
        new(
            new CacheChain(stage.Stage),
            stage.Reference,
            number => Layers($"-{NameOf(stage.Stage)}-{number}"),
            stage.Named
        );

    /// <summary>The inline caches of the image itself.</summary>
    public ChainCache OfTarget(Stage target) =>
        new(new CacheChain(target), Layers(""), number => Layers($"-{number}"), Required: false);

    /// <summary>The image of a stage: its tag is its name, as users of the recipes know it.</summary>
    public StageCache Of(Stage stage, bool named)
    {
        var tag = ImageTag.ForStage(NameOf(stage));
        var taken = request.Tags.Contains(tag) || tag == ImageTag.Latest || tag.IsOfCache;
        if (!taken)
        {
            return new StageCache(stage, (named ? request.Image : request.CacheImage).WithTag(tag), named);
        }

        return named
            ? throw PlanProblems.StageTagTaken(stage.Id, request.Image.WithTag(tag))
            : new StageCache(stage, request.CacheImage.WithTag(ImageTag.ForStage($"stage-{stage.Id}")), named);
    }

    private ImageReference Layers(string suffix) =>
        request.CacheImage.WithTag(ImageTag.ForStage($"{ImageTag.LayerCache}{suffix}"));

    private static string NameOf(Stage stage) => stage.Name ?? $"stage-{stage.Index}";
}
