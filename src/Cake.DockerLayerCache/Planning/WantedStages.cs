using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Which stages of the Dockerfile the user wants; known before the engine is.</summary>
/// <param name="target">The stage that becomes the image.</param>
/// <param name="needed">The stages the target needs, in build order, the target last.</param>
/// <param name="named">The stages the user named, without the target: that is the image itself.</param>
/// <param name="targetIsNamed">Whether the target is one of those the user named.</param>
internal sealed class WantedStages(
    Stage target,
    IReadOnlyList<Stage> needed,
    IReadOnlyList<Stage> named,
    bool targetIsNamed
)
{
    public Stage Target => target;

    public IReadOnlyList<Stage> Needed => needed;

    public IReadOnlyList<Stage> Named => named;

    public bool TargetIsNamed => targetIsNamed;

    public static WantedStages In(Dockerfile dockerfile, BuildRequest request)
    {
        var target = dockerfile.Target(request.Options.Target);
        // Docker builds the last stage without being told, and any other by its name.
        if (target.Name is null && target != dockerfile.Stages[^1])
        {
            throw DockerfileProblems.Unnamed(dockerfile.Path, target, nameof(DockerCachedBuildSettings.Target));
        }

        List<Stage> named = [.. request.Stages.Select(dockerfile.Named).Distinct()];
        var wanted = new WantedStages(
            target,
            dockerfile.NeededBy(target),
            [.. named.Where(stage => stage != target).OrderBy(stage => stage.Index)],
            named.Contains(target)
        );
        var caches = new CacheReferences(request);
        foreach (var stage in wanted.Named)
        {
            CheckNamed(stage);
            _ = dockerfile.NeededBy(stage);
            _ = caches.Of(stage, named: true);
        }

        if (wanted.TargetIsNamed)
        {
            CheckNamed(target);
            _ = wanted.TagTarget(request);
        }

        var places = request.CacheTo.Select(place => place.ReferenceIn(CacheScope.Shared)).OfType<ImageReference>();
        if (places.FirstOrDefault(IsPushed) is { } taken)
        {
            throw InputProblems.TagOfCache(taken);
        }

        return wanted;

        bool IsPushed(ImageReference place) =>
            place.Name == request.Image
            && (
                request.PlainTags.Contains(place.Tag)
                || named.Exists(stage => ImageTag.Of(stage.Name!, CacheScope.Shared) == place.Tag)
            );

        void CheckNamed(Stage stage)
        {
            if (stage.Name is null)
            {
                throw DockerfileProblems.Unnamed(
                    dockerfile.Path,
                    stage,
                    nameof(DockerMultiStageCachedBuildSettings.Stages)
                );
            }
        }
    }

    /// <summary>The request, the image of which has the target's name for a tag too where the user named that stage.</summary>
    public BuildRequest TagTarget(BuildRequest request)
    {
        if (!TargetIsNamed)
        {
            return request;
        }

        var tag = ImageTag.Of(Target.Name!, CacheScope.Shared);
        return tag.IsOfCache
            ? throw PlanProblems.StageTagTaken(Target.Id, request.Image.WithTag(tag))
            : request.WithTag(tag);
    }
}
