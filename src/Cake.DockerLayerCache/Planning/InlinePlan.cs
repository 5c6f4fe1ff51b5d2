using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// BuildKit without cache export: the target is built once, straight from the caches in the registry; only those
/// stage images that the build showed to be stale are made and pushed, because making one fetches all its layers.
/// </summary>
internal static class InlinePlan
{
    public static BuildPlan For(PlanningContext planning)
    {
        var named = planning.Named.Where(stage => !planning.Needed.Contains(stage));
        var caches = planning.StageCaches([.. planning.Needed, .. named]);
        var sources = planning.Sources([.. caches.Select(cache => cache.Reference), planning.Caches.Own]);
        return planning.Plan(
            planning.Request.Push
                ? Pushing(planning, caches, sources)
                : [Build(planning, sources, null, Output.LocalStore)],
            planning.UncachedWarnings(planning.Needed, caches)
        );
    }

    private static IEnumerable<PlanPhase> Pushing(
        PlanningContext planning,
        IReadOnlyList<StageCache> caches,
        IReadOnlyList<CacheSource> sources
    )
    {
        // An engine that builds into its own graph-driver store pushes from there whatever it is told, so the pushes
        // are left to the end, in their order.
        var builderPushes = !planning.Facts.BuildsInEngine || planning.Facts.ContainerdStore;
        var output =
            !builderPushes ? Output.LocalStore
            : planning.Request.Load ? Output.RegistryAndLocalStore
            : Output.Registry;
        var stages = new PlanPhase([.. caches.Select(cache => Stage(planning, cache, sources, builderPushes))]);
        return
        [
            .. LocalImages(planning, caches),
            Build(planning, sources, BuildCommands.InlineCache, output),
            stages,
            .. builderPushes ? [] : PushPhases.For(planning, caches),
        ];
    }

    // A machine that has built this image before answers from its own store, and then a cached step says nothing
    // about what stands in the registry.
    private static IEnumerable<PlanPhase> LocalImages(PlanningContext planning, IReadOnlyList<StageCache> caches) =>
        caches.Count == 0 || planning.Request.Options.NoCache
            ? []
            :
            [
                PlanPhase.Of(
                    new ListLocalStep(DockerCommand.Of("image", "ls", "--quiet", planning.Request.Image.Familiar))
                ),
            ];

    private static PlanPhase Build(
        PlanningContext planning,
        IReadOnlyList<CacheSource> sources,
        string? cacheTo,
        Output output
    ) =>
        PlanPhase.Of(
            new BuildStep(
                planning.Commands.Build(null, sources, cacheTo, planning.TagsAndOwnCache, output),
                output is Output.Registry or Output.RegistryAndLocalStore ? planning.ImageTags : []
            )
        );

    private static BuildStageStep Stage(
        PlanningContext planning,
        StageCache cache,
        IReadOnlyList<CacheSource> sources,
        bool pushes
    )
    {
        var needed = planning.Needed.Contains(cache.Stage);
        return new BuildStageStep(
            planning.Commands.Build(
                cache.Stage,
                sources,
                BuildCommands.InlineCache,
                [cache.Reference],
                pushes ? Output.Registry : Output.LocalStore,
                builtJustNow: needed
            ),
            cache,
            OnlyIfStale: needed && !planning.Request.Options.NoCache,
            pushes
        );
    }
}
