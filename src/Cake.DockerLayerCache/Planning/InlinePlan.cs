using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// BuildKit without cache export: the target is built once, straight from the caches in the registry; cache images
/// are made of what the build showed to be stale, and only of that, because making one fetches all its layers.
/// </summary>
/// <remarks>
/// The inline metadata of an image describes for certain only the steps that ran in that build; of those it reused,
/// BuildKit leaves some out, at random. So an image never takes the place of the one whose steps it reused: it is kept
/// under the tag of the <see cref="Breakpoint"/> from which on its steps ran. And the image itself carries none, nor does
/// a stage that is published: its digest would change with it.
/// </remarks>
internal sealed class InlinePlan
{
    private readonly PlanningContext planning;
    private readonly IReadOnlyList<StageCache> stages;
    private readonly IReadOnlyList<ChainCache> caches;

    private InlinePlan(PlanningContext planning)
    {
        this.planning = planning;
        stages = planning.StageCaches([.. planning.Needed, .. NamedOnly]);
        caches = [.. stages.Where(stage => stage.Stage.Name is not null).Select(planning.Caches.Of), .. OfTarget()];
    }

    public static BuildPlan For(PlanningContext planning)
    {
        var plan = new InlinePlan(planning);
        return planning.Plan(
            plan.Phases(),
            planning.UncachedWarnings(planning.Needed, plan.stages),
            plan.caches.SelectMany(cache =>
                    cache.References.Select(reference => new PlannedSource(
                        $"{reference}",
                        own: true,
                        cache.Chain.Stages
                    )
                    {
                        OfBreakpoint = !cache.AllNewest.Contains(reference),
                    })
                )
                .Concat(
                    planning
                        .InScopes(planning.Caches.LatestIn)
                        .Select(latest => new PlannedSource($"{latest}", own: false, stages: null))
                )
        );
    }

    // An image without a step has nothing to be kept.
    private IEnumerable<ChainCache> OfTarget() =>
        planning.Caches.OfTarget(planning.Target) is { Chain.HasSteps: true } cache ? [cache] : [];

    private IEnumerable<Stage> NamedOnly => planning.Named.Where(stage => !planning.Needed.Contains(stage));

    private IReadOnlyList<CacheSource> Sources =>
        planning.Sources(
            caches.SelectMany(cache => cache.References).Concat(planning.InScopes(planning.Caches.LatestIn))
        );

    private bool BuilderPushes => planning.Facts.Builder == BuilderKind.Buildx;

    private IReadOnlyList<ChainCache> Kept => planning.Request.WriteCache ? caches : [];

    // Always: where all was reused, no engine tells out of which cache, so that the tag may stand for an older build.
    private IReadOnlyList<BuildStageStep> Published =>
        [
            .. (planning.Request.Push ? stages : [])
                .Where(stage => stage.Named)
                .Select(stage => new BuildStageStep(
                    planning.Commands.Build(
                        stage.Stage,
                        planning.Sources(planning.Caches.Of(stage).References),
                        [],
                        [stage.Reference],
                        BuilderPushes ? Output.Registry : Output.LocalStore,
                        builtJustNow: true
                    ),
                    stage,
                    BuilderPushes
                )),
        ];

    private IEnumerable<PlanPhase> Phases()
    {
        var push = planning.Request.Push;
        var namedOnly = NamedOnly.Select(stage => PlanPhase.Of(BuildNamed(stage)));
        if (!push && Kept.Count == 0)
        {
            return [PlanPhase.Of(Build(Output.LocalStore)), .. namedOnly];
        }

        var reuses = !planning.Request.Options.NoCache;
        var published = Published;
        var pushLast = push && (!BuilderPushes || published.Count > 0);
        var output =
            pushLast || !push ? Output.LocalStore
            : planning.Request.Load ? Output.RegistryAndLocalStore
            : Output.Registry;
        return
        [
            .. reuses && Kept.Count > 0 ? WithBuilderCache(Build(output)) : [PlanPhase.Of(Build(output))],
            .. namedOnly,
            new PlanPhase([.. Kept.Select(cache => CacheImage(cache, [], CacheImageCondition.StepRan))]),
            new PlanPhase([
                .. (reuses ? Kept : []).Select(cache =>
                    CacheImage(cache, planning.Sources(cache.References), CacheImageCondition.NotKept)
                ),
            ]),
            // Stages that the user named are in place before the image's tags move.
            new PlanPhase(published),
            new PlanPhase(BuilderPushes ? [] : [.. published.Select(step => PushPhases.Push(step.Cache))]),
            .. pushLast ? PushPhases.For(planning, planning.ImageTags, []) : [],
        ];
    }

    private BuildStep Build(Output output) =>
        new(
            planning.Commands.Build(null, Sources, [], planning.ImageTags, output),
            output is Output.Registry or Output.RegistryAndLocalStore ? planning.ImageTags : []
        );

    private BuildStep BuildNamed(Stage stage) =>
        new(planning.Commands.Build(stage, Sources, [], [], Output.LocalStore), []);

    // buildx dates the records of its cache, and structured progress dates the build: then the question costs no time.
    private IEnumerable<PlanPhase> WithBuilderCache(BuildStep build)
    {
        var question = new BuilderCacheStep(planning.Commands.BuilderCache());
        return planning.Facts.HasStructuredProgress
            ? [PlanPhase.Of(question, build)]
            : [PlanPhase.Of(question), PlanPhase.Of(build)];
    }

    // Without sources where steps ran: they are in the builder's own cache, and a cache of the registry that knows the
    // same steps would only keep BuildKit from describing them.
    private CacheImageStep CacheImage(ChainCache cache, IReadOnlyList<CacheSource> sources, CacheImageCondition when) =>
        new(
            tags =>
                [
                    planning.Commands.Build(
                        cache.Chain.Stage == planning.Target ? null : cache.Chain.Stage,
                        sources,
                        [BuildCommands.InlineCache],
                        tags,
                        BuilderPushes ? Output.Registry : Output.LocalStore,
                        builtJustNow: true
                    ),
                    .. BuilderPushes ? [] : tags.Select(tag => DockerCommand.Push(tag.ToString())),
                ],
            cache,
            when
        );
}
