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
        var push = planning.Request.Push;
        var output =
            push && planning.Request.Load ? Output.RegistryAndLocalStore
            : push ? Output.Registry
            : planning.Request.Load ? Output.LocalStore
            : Output.None;
        var target = planning.Commands.Build(
            null,
            planning.Sources(planning.Caches.Export),
            push ? CacheTo(planning.Caches.Export) : null,
            planning.ImageTags,
            output
        );
        var image = PlanPhase.Of(
            new BuildStep(target, push ? planning.ImageTags : []) { Export = push ? planning.Caches.Export : null }
        );
        var stages = new PlanPhase(push ? [.. planning.Named.Select(stage => Publish(planning, stage))] : []);
        // The stages people asked for by name come first: the image's own tags are the last to move. Where nothing is
        // to be reused, only what the image's build has just made may be.
        return planning.Plan(planning.Request.Options.NoCache ? [image, stages] : [stages, image], []);
    }

    private static BuildStageStep Publish(PlanningContext planning, Stage stage)
    {
        var cache = planning.Caches.Of(stage, named: true);
        var needed = planning.Needed.Contains(stage);
        var own = planning.Caches.ExportOf(stage);
        return new BuildStageStep(
            planning.Commands.Build(
                stage,
                needed ? planning.Sources(planning.Caches.Export) : planning.Sources(own, planning.Caches.Export),
                needed ? null : CacheTo(own),
                [cache.Reference],
                Output.Registry,
                builtJustNow: needed
            ),
            cache,
            Pushes: true
        )
        {
            Export = needed ? null : own,
        };
    }

    // image-manifest and oci-mediatypes: registries that refuse an index as a cache take an image. They are defaults
    // of new BuildKits only. A cache that cannot be written costs time, not the build: ignore-error.
    private static string CacheTo(ImageReference reference) =>
        $"type=registry,ref={reference},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true";
}
