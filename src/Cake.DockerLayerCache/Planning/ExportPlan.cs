using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// A builder that exports caches: one build with <c>mode=max</c> holds every stage, pushed straight from the builder.
/// </summary>
internal static class ExportPlan
{
    public static BuildPlan For(PlanningContext planning)
    {
        var request = planning.Request;
        var output =
            request.Push && request.Load ? Output.RegistryAndLocalStore
            : request.Push ? Output.Registry
            : request.Load ? Output.LocalStore
            : Output.None;
        var candidates = Candidates(planning);
        var target = planning.Commands.Build(
            null,
            Sources(planning, candidates),
            request.WriteCache ? [.. Exports(planning)] : [],
            planning.ImageTags,
            output
        );
        var image = PlanPhase.Of(
            new BuildStep(target, request.Push ? planning.ImageTags : [])
            {
                Export = request.WriteCache ? ExportPlace(planning) : null,
                Candidates = candidates,
            }
        );
        // Where nothing is pushed, those that the image is made of are built with it.
        IReadOnlyList<BuildStageStep> stages =
        [
            .. planning
                .Named.Where(stage => request.Push || !planning.Needed.Contains(stage))
                .Select(stage => Build(planning, stage)),
        ];
        var lookups = new PlanPhase([
            .. stages
                .Concat<PlanStep>(image.Steps)
                .OfType<BuildingStep>()
                .SelectMany(step => step.Candidates.SkipLast(1))
                .Distinct()
                .Select(cache => new FindCacheStep(planning.Commands.Find(cache), cache)),
        ]);
        var rotations = new PlanPhase(request.WriteCache ? [.. Rotations(planning)] : []);
        // The stages people asked for by name come first: the image's own tags are the last to move. Where steps are
        // run anew, those that the image is made of are what its build has just made.
        return planning.Plan(
            request.Options.RunsAnew
                ? [lookups, Stages(needed: false), image, Stages(needed: true), rotations]
                : [lookups, new PlanPhase(stages), image, rotations],
            request.WriteCache
            && planning.Facts.Nodes > 1
            && request.Options.Platform.Count > 1
            && Places(planning).Any(place => place.Type != CacheOptions.Inline)
                ? [PlanProblems.CacheOfOneNode(planning.Facts.Nodes)]
                : [],
            Sources(planning, candidates)
                .Except(request.CacheFrom)
                .Select(source => PlannedSource.Of(source, own: true))
        );

        PlanPhase Stages(bool needed) =>
            new([.. stages.Where(step => planning.Needed.Contains(step.Cache.Stage) == needed)]);
    }

    /// <summary>Where the cache is kept: beside the image, where the user names no other place.</summary>
    private static IReadOnlyList<CacheTarget> Places(PlanningContext planning) =>
        planning.Request.CacheTo.Count > 0
            ? planning.Request.CacheTo
            : [CacheTarget.BesideImage(planning.Caches.ExportIn(CacheScope.Shared))];

    /// <summary>The caches of which the first that is there is read, where the registry can be asked for them.</summary>
    private static IReadOnlyList<ImageReference> Candidates(PlanningContext planning) =>
        !planning.Request.Options.NoCache && Places(planning) is [{ Type: CacheOptions.Registry } place]
            ? [.. planning.InScopes(scope => place.ReferenceIn(scope)!)]
            : [];

    private static IReadOnlyList<CacheSource> Sources(
        PlanningContext planning,
        IReadOnlyList<ImageReference> candidates
    ) =>
        planning.Sources(
            candidates.Count > 0
                ? candidates.Select(candidate => Source(planning, candidate))
                : planning.Request.Scopes.SelectMany(scope =>
                    Places(planning)
                        .SelectMany(place =>
                            place.Read(scope) is { } options
                                ? [CacheSource.Of(options)]
                                : planning.Caches.InImagesIn(scope).Select(CacheSource.Of)
                        )
                )
        );

    // With what it takes to reach the registry, where the user has said that.
    private static CacheSource Source(PlanningContext planning, ImageReference candidate) =>
        planning.Request.CacheTo is [{ Type: CacheOptions.Registry } place]
        && place.ReferenceIn(CacheScope.Shared)!.Name == candidate.Name
            ? CacheSource.Of(place.Read(CacheScope.Shared)!.With("ref", $"{candidate}"))
            : CacheSource.Of(candidate);

    private static IEnumerable<string> Exports(PlanningContext planning) =>
        Places(planning)
            .Select(place =>
            {
                var options = place.Written(planning.Request.Scope);
                return $"{(place.Folder is { } folder ? options.With("dest", folder + CacheTarget.NewFolder) : options)}";
            });

    private static string ExportPlace(PlanningContext planning) =>
        planning.Request.CacheTo.Count == 0
            ? planning.Caches.Export.ToString()
            : string.Join(" ", planning.Request.CacheTo);

    private static IEnumerable<RotateStep> Rotations(PlanningContext planning) =>
        planning
            .Request.CacheTo.Select(place => place.Folder)
            .OfType<string>()
            .Select(folder => new RotateStep(
                folder + CacheTarget.NewFolder,
                folder,
                planning.Request.Context.WorkingDirectory
            ));

    private static BuildStageStep Build(PlanningContext planning, Stage stage)
    {
        var cache = planning.Caches.Of(stage, named: true);
        var needed = planning.Needed.Contains(stage);
        var reuses = !needed || !planning.Request.Options.RunsAnew;
        var own = planning.Caches.ExportOf(stage, planning.Request.Scope);
        // Wherever the image's cache is kept: this image is pushed, so its cache can be, beside it.
        var exports = !needed && planning.Request.WriteCache;
        IReadOnlyList<ImageReference> candidates =
        [
            .. needed || planning.Request.Options.NoCache
                ? []
                : planning.InScopes(scope => planning.Caches.ExportOf(stage, scope)),
            .. Candidates(planning),
        ];
        return new BuildStageStep(
            planning.Commands.Build(
                stage,
                reuses ? Sources(planning, candidates) : [],
                exports ? [$"{CacheTarget.BesideImage(own).Written(CacheScope.Shared)}"] : [],
                planning.Request.Push ? [cache.Reference] : [],
                planning.Request.Push ? Output.Registry : Output.None,
                builtJustNow: needed
            ),
            cache,
            planning.Request.Push
        )
        {
            Export = exports ? own.ToString() : null,
            Candidates = reuses ? candidates : [],
        };
    }
}
