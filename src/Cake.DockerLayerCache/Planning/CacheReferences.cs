using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Where the caches of a build are kept.</summary>
internal sealed class CacheReferences(BuildRequest request)
{
    /// <summary>The cache that <see cref="DockerBuildStrategy.Export"/> writes.</summary>
    public ImageReference Export => request.CacheImage.WithTag(ImageTag.BuildCache);

    /// <summary>
    /// The image's own cache. <c>latest</c> serves where this build writes it; where it does not, the next build
    /// would read what nobody renews, so there is a tag for the cache alone.
    /// </summary>
    public ImageReference Own => OwnIsPublished ? request.Image.WithTag(ImageTag.Latest) : Export;

    /// <summary>Whether the image's own cache is one of its tags.</summary>
    public bool OwnIsPublished => request.CacheImage == request.Image && request.Tags.Contains(ImageTag.Latest);

    /// <summary>The export cache of a stage that the target does not need, so that the target's does not hold it.</summary>
    public ImageReference ExportOf(Stage stage) =>
        request.CacheImage.WithTag(ImageTag.ForStage($"{ImageTag.BuildCache}-{stage.Id}"));

    /// <summary>The image of a stage: its tag is its name, as users of the recipes know it.</summary>
    public StageCache Of(Stage stage, bool named)
    {
        var tag = ImageTag.ForStage(stage.Name ?? $"stage-{stage.Index}");
        var taken = request.Tags.Contains(tag) || tag == ImageTag.Latest || tag == ImageTag.BuildCache;
        if (!taken)
        {
            return new StageCache(stage, (named ? request.Image : request.CacheImage).WithTag(tag), named);
        }

        return named
            ? throw PlanProblems.StageTagTaken(stage.Id, request.Image.WithTag(tag))
            : new StageCache(stage, request.CacheImage.WithTag(ImageTag.ForStage($"stage-{stage.Id}")), named);
    }
}
