using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>The order of pushes: whatever names one version and the caches, then what moves, <c>latest</c> last.</summary>
internal static class PushPhases
{
    public static IEnumerable<PlanPhase> For(
        PlanningContext planning,
        IReadOnlyList<ImageReference> images,
        IReadOnlyList<StageCache> caches
    )
    {
        var own = images.Except(planning.ImageTags).Select(cache => Push(cache, null, required: false));
        var stages = caches.Select(cache =>
            // Where the image is not pushed, that of a stage is but a cache.
            Push(cache.Reference, cache, required: cache.Named && planning.Request.Push)
        );
        var pushed = planning.Request.Push ? planning.ImageTags : [];
        var byMobility = pushed
            .GroupBy(reference => reference.Tag.Mobility)
            .OrderBy(group => group.Key)
            .Select(group => group.Select(reference => Push(reference, null, required: true)))
            .ToList();
        var fixedTags = pushed.Any(reference => reference.Tag.Mobility == 0) ? byMobility[0] : [];
        return
        [
            new PlanPhase([.. stages, .. own, .. fixedTags]),
            .. byMobility.Skip(fixedTags.Any() ? 1 : 0).Select(pushes => new PlanPhase([.. pushes])),
        ];
    }

    /// <summary>Pushes a stage that the user named, whatever it was before.</summary>
    public static PushStep Push(StageCache stage) =>
        new(DockerCommand.Push(stage.Reference.ToString()), stage.Reference, stage, required: true) { Always = true };

    private static PushStep Push(ImageReference reference, StageCache? stageOf, bool required) =>
        new(DockerCommand.Push(reference.ToString()), reference, stageOf, required);
}
