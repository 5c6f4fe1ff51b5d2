using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Which stages of the Dockerfile the user wants; known before the engine is.</summary>
/// <param name="Target">The stage that becomes the image.</param>
/// <param name="Needed">The stages the target needs, in build order, the target last.</param>
/// <param name="Named">The stages the user named.</param>
internal sealed record WantedStages(Stage Target, IReadOnlyList<Stage> Needed, IReadOnlyList<Stage> Named)
{
    public static WantedStages In(Dockerfile dockerfile, BuildRequest request)
    {
        var target = dockerfile.Target(request.Options.Target);
        var wanted = new WantedStages(
            target,
            dockerfile.NeededBy(target),
            StageSelection.Named(request, dockerfile, target)
        );
        var caches = new CacheReferences(request);
        foreach (var stage in wanted.Named)
        {
            _ = dockerfile.NeededBy(stage);
            _ = caches.Of(stage, named: true);
        }

        return wanted;
    }
}
