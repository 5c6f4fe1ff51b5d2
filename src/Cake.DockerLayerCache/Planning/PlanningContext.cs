using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>All that a strategy plans from.</summary>
internal sealed class PlanningContext(
    BuildRequest request,
    StrategyChoice choice,
    EngineFacts facts,
    Dockerfile dockerfile,
    WantedStages wanted
)
{
    public BuildRequest Request => request;

    public StrategyChoice Choice => choice;

    public EngineFacts Facts => facts;

    public Dockerfile Dockerfile => dockerfile;

    public CacheReferences Caches { get; } = new(request);

    public BuildCommands Commands { get; } =
        new(request, choice.Strategy, facts, request.Options.Target is null ? null : wanted.Target.Name);

    public Stage Target => wanted.Target;

    public IReadOnlyList<Stage> Needed => wanted.Needed;

    public IReadOnlyList<Stage> Named => wanted.Named;

    public IReadOnlyList<ImageReference> ImageTags { get; } = [.. request.Tags.Select(request.Image.WithTag)];

    /// <summary>The image's tags, and its cache's where that is not one of them.</summary>
    public IReadOnlyList<ImageReference> TagsAndOwnCache =>
        Caches.OwnIsPublished || !Request.WriteCache ? ImageTags : [.. ImageTags, Caches.Own];

    /// <summary>What is there in each scope that is read, the nearest first.</summary>
    public IEnumerable<ImageReference> InScopes(Func<CacheScope, ImageReference> reference) =>
        Request.Scopes.Select(reference);

    /// <summary>What a build may reuse: nothing where the user wants nothing reused.</summary>
    public IReadOnlyList<CacheSource> Sources(params IEnumerable<ImageReference> own) =>
        Sources(own.Select(CacheSource.Of));

    /// <summary>The same of sources that need not be images.</summary>
    public IReadOnlyList<CacheSource> Sources(IEnumerable<CacheSource> own) =>
        Request.Options.NoCache ? [] : [.. own.Concat(Request.CacheFrom).Distinct()];

    /// <summary>
    /// The stages to keep as images of their own, when <paramref name="run"/> are those the builder runs: none for a
    /// single-stage cache, those the user named, or enough that every stage is in some image.
    /// </summary>
    public IReadOnlyList<StageCache> StageCaches(IReadOnlyList<Stage> run) =>
        !Request.MultiStage ? []
        : Named.Count > 0 ? [.. Named.Select(stage => Caches.Of(stage, named: true))]
        : [.. StageSelection.Outermost(run, Target).Select(stage => Caches.Of(stage, named: false))];

    public BuildPlan Plan(
        IEnumerable<PlanPhase> phases,
        IEnumerable<string> warnings,
        IEnumerable<PlannedSource> own
    ) =>
        new()
        {
            Sources = Request.Options.NoCache
                ? []
                :
                [
                    .. own.Concat(Request.CacheFrom.Select(source => PlannedSource.Of(source, own: false)))
                        .DistinctBy(source => source.Reference, StringComparer.Ordinal),
                ],
            Records = [.. InScopes(Caches.RecordIn)],
            Strategy = Choice.Strategy,
            Reason = Choice.Reason,
            Stages = Needed,
            Phases = [.. phases.Where(phase => phase.Steps.Count > 0)],
            Warnings = [.. warnings],
            StageImages = Request.Push
                ? Named
                    .Concat(wanted.TargetIsNamed ? [Target] : [])
                    .ToDictionary(stage => stage, stage => Caches.StageIn(stage, named: true, Request.StageScope))
                : [],
        };

    /// <summary>
    /// What to say of stages whose layers are in none of the images that are kept: in neither the target's nor any
    /// of <paramref name="caches"/>.
    /// </summary>
    public IEnumerable<string> UncachedWarnings(IReadOnlyList<Stage> run, IReadOnlyList<StageCache> caches)
    {
        var kept = caches.Select(cache => cache.Stage).Append(Target).SelectMany(stage => stage.WithBases).ToHashSet();
        var uncached = run.Where(stage => !kept.Contains(stage) && stage.Instructions.Count > 0).ToList();
        if (uncached.Count > 0 && !Request.MultiStage)
        {
            yield return PlanProblems.StagesStayUncached(uncached.Select(stage => stage.Id));
        }

        foreach (var unnamed in caches.Where(cache => cache.Stage.Name is null))
        {
            yield return Choice.Strategy == DockerBuildStrategy.Inline
                ? PlanProblems.UnnamedStageUncached(unnamed.Stage.Id)
                : PlanProblems.UnnamedStage(unnamed.Stage.Id);
        }
    }
}
