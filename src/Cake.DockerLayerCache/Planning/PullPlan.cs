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
        var sources = planning.Sources([.. caches.Select(cache => cache.Reference), planning.Caches.Own]);
        return planning.Plan(
            [
                new PlanPhase([.. sources.Select(source => Pull(source.Image!))]),
                .. Inspection(planning, caches),
                PlanPhase.Of(
                    new BuildStep(
                        planning.Commands.Build(null, sources, null, planning.TagsAndOwnCache, Output.LocalStore),
                        []
                    )
                ),
                .. planning.Request.Push
                    ? [new PlanPhase([.. caches.Select(cache => Keep(planning, cache, sources))])]
                    : Array.Empty<PlanPhase>(),
                .. PushPhases.For(planning, planning.TagsAndOwnCache, caches),
            ],
            planning.UncachedWarnings(run, caches)
        );
    }

    /// <summary>The legacy builder runs every stage up to the target, needed or not; these are cached as well.</summary>
    private static IReadOnlyList<Stage> Run(PlanningContext planning) =>
        [.. planning.Dockerfile.Stages.Take(planning.Target.Index + 1)];

    private static IEnumerable<PlanPhase> Inspection(PlanningContext planning, IReadOnlyList<StageCache> caches) =>
        caches.Count == 0 || !planning.Request.Push || planning.Request.Options.NoCache
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

    private static PullStep Pull(string reference) => new(DockerCommand.Of("pull", reference), reference);

    private static PlanStep Keep(PlanningContext planning, StageCache cache, IReadOnlyList<CacheSource> sources) =>
        cache.Stage.Index < planning.Target.Index
            ? new TagStageStep(DockerCommand.Of("tag", TagStageStep.ImageId, cache.Reference.ToString()), cache)
            : new BuildStageStep(
                planning.Commands.Build(cache.Stage, sources, null, [cache.Reference], Output.LocalStore),
                cache,
                Pushes: false
            );
}
