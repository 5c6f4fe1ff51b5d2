using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Where the caches of a build are kept, in the run's own scope unless another is named.</summary>
internal sealed class CacheReferences(BuildRequest request)
{
    // Not the same: machines whose engines cache in different ways would else overwrite each other's cache.
    private static readonly string ImageCache = $"{ImageTag.BuildCache}-image";

    /// <summary>The cache that <see cref="DockerBuildStrategy.Export"/> writes.</summary>
    public ImageReference Export => ExportIn(request.Scope);

    /// <summary>
    /// The image's own cache, where it is an image. <c>latest</c> serves where this build writes it; where it does not,
    /// the next build would read what nobody renews, so there is a tag for the cache alone.
    /// </summary>
    public ImageReference Own => OwnIn(request.Scope);

    /// <summary>Whether the image's own cache is one of its tags, and this build writes that.</summary>
    public bool OwnIsPublished =>
        OthersPublishOwn
        && (!request.WriteCache || (request.Push && request.Tags.Contains(ImageTag.Latest.In(request.Scope))));

    /// <summary>
    /// Where the record of what a build was made of is kept: beside the cache, or beside the image where the cache is in no
    /// registry.
    /// </summary>
    public ImageReference RecordIn(CacheScope scope) =>
        request.CacheTo.FirstOrDefault(place => place.Type == CacheOptions.Registry)?.ReferenceIn(CacheScope.Shared)
            is { } cache
            ? cache.Name.WithTag(ImageTag.Of($"{cache.Tag}-record", scope))
            : Layers("-record", scope);

    public ImageReference ExportIn(CacheScope scope) => Cache(ImageTag.BuildCache.Value, scope);

    /// <summary>Where the image's own cache may be in a scope: this build's, or else that of one that pushes.</summary>
    public IReadOnlyList<ImageReference> OwnOrOthersIn(CacheScope scope) =>
        OthersPublishOwn && !OwnIsPublished ? [OwnIn(scope), LatestIn(scope)] : [OwnIn(scope)];

    /// <summary>The image that <c>latest</c> stands for in a scope.</summary>
    public ImageReference LatestIn(CacheScope scope) => request.Image.WithTag(ImageTag.Latest.In(scope));

    /// <summary>
    /// The images that hold a cache of <c>type=inline</c> in a scope: <c>latest</c>, and where this build does not push that,
    /// what it does push.
    /// </summary>
    public IEnumerable<ImageReference> InImagesIn(CacheScope scope) =>
        (request.PlainTags.Contains(ImageTag.Latest) ? [] : request.PlainTags)
            .Append(ImageTag.Latest)
            .Select(tag => request.Image.WithTag(tag.In(scope)));

    /// <summary>The export cache of a stage that the target does not need, so that the target's does not hold it.</summary>
    public ImageReference ExportOf(Stage stage, CacheScope scope) => Cache($"{ImageTag.BuildCache}-{stage.Id}", scope);

    /// <summary>
    /// The inline caches of a stage; its newest image has the stage's name for a tag, unless that is an image people run.
    /// </summary>
    public ChainCache Of(StageCache stage) =>
        Chain(
            new CacheChain(stage.Stage),
            scope =>
                stage.Named ? Layers($"-{NameOf(stage.Stage)}-0", scope) : StageIn(stage.Stage, named: false, scope),
            (number, scope) => Layers($"-{NameOf(stage.Stage)}-{number}", scope)
        );

    /// <summary>The inline caches of the image itself.</summary>
    public ChainCache OfTarget(Stage target) =>
        Chain(new CacheChain(target), scope => Layers("", scope), (number, scope) => Layers($"-{number}", scope));

    /// <summary>The image of a stage: its tag is its name, as users of the recipes know it.</summary>
    public StageCache Of(Stage stage, bool named)
    {
        var reference = StageIn(stage, named, named ? request.StageScope : request.Scope);
        return named && IsTaken(stage)
            ? throw PlanProblems.StageTagTaken(stage.Id, reference)
            : new StageCache(stage, reference, named);
    }

    /// <summary>The image that a stage has in a scope.</summary>
    public ImageReference StageIn(Stage stage, bool named, CacheScope scope) =>
        named ? request.Image.WithTag(ImageTag.Of(NameOf(stage), scope))
        : IsTaken(stage) ? Cache($"stage-{stage.Id}", scope)
        : Cache(NameOf(stage), scope);

    private ImageReference OwnIn(CacheScope scope) => OwnIsPublished ? LatestIn(scope) : Cache(ImageCache, scope);

    // Whether a build that pushes its tags writes the cache by that.
    private bool OthersPublishOwn =>
        request.CacheImage == request.Image
        && request.PlainTags.Contains(ImageTag.Latest)
        && !request.Wishes.PushedByScript;

    private bool IsTaken(Stage stage)
    {
        var tag = ImageTag.Of(NameOf(stage), CacheScope.Shared);
        return request.PlainTags.Contains(tag) || tag == ImageTag.Latest || tag.IsOfCache;
    }

    private ChainCache Chain(
        CacheChain chain,
        Func<CacheScope, ImageReference> newest,
        Func<string, CacheScope, ImageReference> from
    )
    {
        return In(request.Scope) with { Others = [.. request.Scopes.Skip(1).Select(In)] };

        ChainCache In(CacheScope scope) => new(chain, newest(scope), number => from(number, scope));
    }

    private ImageReference Layers(string suffix, CacheScope scope) => Cache($"{ImageTag.LayerCache}{suffix}", scope);

    private ImageReference Cache(string name, CacheScope scope) => request.CacheImage.WithTag(ImageTag.Of(name, scope));

    private static string NameOf(Stage stage) => stage.Name ?? $"stage-{stage.Index}";
}
