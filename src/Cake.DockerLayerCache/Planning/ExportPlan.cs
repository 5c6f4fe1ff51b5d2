using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>
/// A builder that exports caches: one build with <c>mode=max</c> holds every stage, pushed straight from the builder.
/// </summary>
internal static class ExportPlan
{
    // Beside the folder it takes the place of, so that the move is one within a file system.
    private const string New = ".new";

    public static BuildPlan For(PlanningContext planning)
    {
        var request = planning.Request;
        var output =
            request.Push && request.Load ? Output.RegistryAndLocalStore
            : request.Push ? Output.Registry
            : request.Load ? Output.LocalStore
            : Output.None;
        var target = planning.Commands.Build(
            null,
            Sources(planning),
            request.WriteCache ? [.. Exports(planning)] : [],
            planning.ImageTags,
            output
        );
        var image = PlanPhase.Of(
            new BuildStep(target, request.Push ? planning.ImageTags : [])
            {
                Export = request.WriteCache ? ExportPlace(planning) : null,
            }
        );
        var stages = new PlanPhase(request.Push ? [.. planning.Named.Select(stage => Publish(planning, stage))] : []);
        var rotations = new PlanPhase(request.WriteCache ? [.. Rotations(planning)] : []);
        // The stages people asked for by name come first: the image's own tags are the last to move. Where nothing is
        // to be reused, only what the image's build has just made may be.
        return planning.Plan(request.Options.NoCache ? [image, stages, rotations] : [stages, image, rotations], []);
    }

    private static IReadOnlyList<CacheSource> Sources(PlanningContext planning, params ImageReference[] first) =>
        planning.Sources([
            .. first.Select(CacheSource.Of),
            .. planning.Request.Scopes.SelectMany(scope =>
                planning.Request.CacheTo.Count == 0
                    ? [CacheSource.Of(planning.Caches.ExportIn(scope))]
                    : planning.Request.CacheTo.Select(place =>
                        place.Read(scope) is { } options
                            ? CacheSource.Of(options)
                            : CacheSource.Of(planning.Caches.LatestIn(scope))
                    )
            ),
        ]);

    private static IEnumerable<string> Exports(PlanningContext planning) =>
        planning.Request.CacheTo.Count == 0
            ? [CacheTo(planning.Caches.Export)]
            : planning
                .Request.CacheTo.Select(place => (place, options: place.Written(planning.Request.Scope)))
                .Select(each =>
                    each.place.Folder is { } folder ? each.options.With("dest", folder + New) : each.options
                )
                .Select(options => options.ToString());

    private static string ExportPlace(PlanningContext planning) =>
        planning.Request.CacheTo.Count == 0
            ? planning.Caches.Export.ToString()
            : string.Join(" ", planning.Request.CacheTo);

    private static IEnumerable<RotateStep> Rotations(PlanningContext planning) =>
        planning
            .Request.CacheTo.Select(place => place.Folder)
            .OfType<string>()
            .Select(folder => new RotateStep(folder + New, folder, planning.Request.Context.WorkingDirectory));

    private static BuildStageStep Publish(PlanningContext planning, Stage stage)
    {
        var cache = planning.Caches.Of(stage, named: true);
        var needed = planning.Needed.Contains(stage);
        var own = planning.Caches.ExportOf(stage, planning.Request.Scope);
        var exports = !needed && planning.Request.WriteCache && planning.Request.CacheTo.Count == 0;
        return new BuildStageStep(
            planning.Commands.Build(
                stage,
                needed
                    ? Sources(planning)
                    : Sources(planning, [.. planning.InScopes(scope => planning.Caches.ExportOf(stage, scope))]),
                exports ? [CacheTo(own)] : [],
                [cache.Reference],
                Output.Registry,
                builtJustNow: needed
            ),
            cache,
            Pushes: true
        )
        {
            Export = exports ? own.ToString() : null,
        };
    }

    // image-manifest and oci-mediatypes: registries that refuse an index as a cache take an image. They are defaults
    // of new BuildKits only. A cache that cannot be written costs time, not the build: ignore-error.
    private static string CacheTo(ImageReference reference) =>
        $"type=registry,ref={reference},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true";
}
