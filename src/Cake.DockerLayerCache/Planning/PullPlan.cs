using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// The legacy builder: it reuses images of the local store only, so these are pulled; one build with all of them as
/// sources gives the image, and every stage on the way as an image that only needs a name.
/// </summary>
internal static class PullPlan
{
    public static BuildPlan For(PlanningContext planning)
    {
        var run = Run(planning);
        var caches = planning.StageCaches(run);
        // The first source that matches a stage's first step stays its only one: what is nearest to it comes first.
        var sources = planning.Sources(
            planning.Request.Scopes.SelectMany(scope =>
                caches
                    .Select(cache => planning.Caches.StageIn(cache.Stage, cache.Named, scope))
                    .Concat(planning.Caches.OwnOrOthersIn(scope))
            )
        );
        return planning.Plan(
            [
                new PlanPhase(planning.Request.Options.NoCache ? [] : [.. Pulls(planning, caches)]),
                .. Inspection(planning, caches),
                PlanPhase.Of(
                    new BuildStep(
                        planning.Commands.Build(null, sources, [], planning.TagsAndOwnCache, Output.LocalStore),
                        []
                    )
                ),
                new PlanPhase([
                    .. caches
                        .Where(cache => IsKept(planning, cache) || IsBelow(cache.Stage))
                        .Select(cache => Keep(planning, cache, sources)),
                ]),
                .. PushPhases.For(planning, planning.TagsAndOwnCache, [.. Kept(planning, caches)]),
            ],
            planning.UncachedWarnings(run, caches),
            planning.Request.Scopes.SelectMany(scope =>
                caches
                    .Select(cache =>
                        (reference: planning.Caches.StageIn(cache.Stage, cache.Named, scope), stage: cache.Stage)
                    )
                    .Concat(
                        planning.Caches.OwnOrOthersIn(scope).Select(reference => (reference, stage: planning.Target))
                    )
                    .Select(cache => new PlannedSource($"{cache.reference}", own: true, [.. cache.stage.WithBases]))
            )
        );

        // Only by its own command is it built, whether or not anything is kept of it.
        bool IsBelow(Stage stage) => stage.Index > planning.Target.Index;
    }

    // A branch's own image where it has one, else that of the branch it goes back to: only what is used is fetched.
    private static IEnumerable<PullStep> Pulls(PlanningContext planning, IReadOnlyList<StageCache> caches) =>
        caches
            .Select(cache => planning.InScopes(scope => planning.Caches.StageIn(cache.Stage, cache.Named, scope)))
            .Append(planning.Request.Scopes.SelectMany(planning.Caches.OwnOrOthersIn))
            .Select(references => new PullStep([.. references.Select(reference => reference.ToString())]))
            .Concat(planning.Request.CacheFrom.Select(source => new PullStep([source.Image!])))
            .DistinctBy(step => step.References[0], StringComparer.Ordinal);

    /// <summary>The stages whose images this run leaves behind.</summary>
    private static IEnumerable<StageCache> Kept(PlanningContext planning, IReadOnlyList<StageCache> caches) =>
        caches.Where(cache => IsKept(planning, cache));

    // As a cache, or because the user wants it published.
    private static bool IsKept(PlanningContext planning, StageCache cache) =>
        planning.Request.WriteCache || (planning.Request.Push && cache.Named);

    /// <summary>The legacy builder runs every stage up to the target, needed or not; these are cached as well.</summary>
    private static IReadOnlyList<Stage> Run(PlanningContext planning) =>
        [.. planning.Dockerfile.Stages.Take(planning.Target.Index + 1)];

    private static IEnumerable<PlanPhase> Inspection(PlanningContext planning, IReadOnlyList<StageCache> caches) =>
        !Kept(planning, caches).Any() || planning.Request.Options.NoCache
            ? []
            :
            [
                PlanPhase.Of(
                    new InspectStep(
                        DockerCommand
                            .Of("image", "inspect", "--format", "{{.Id}}{{range .RepoTags}} {{.}}{{end}}")
                            .With([.. caches.Select(cache => cache.Reference.ToString())])
                    )
                ),
            ];

    private static PlanStep Keep(PlanningContext planning, StageCache cache, IReadOnlyList<CacheSource> sources) =>
        cache.Stage.Index < planning.Target.Index
            ? new TagStageStep(DockerCommand.Of("tag", TagStageStep.ImageId, cache.Reference.ToString()), cache)
            : new BuildStageStep(
                planning.Commands.Build(cache.Stage, sources, [], [cache.Reference], Output.LocalStore),
                cache,
                pushes: false
            );
}
