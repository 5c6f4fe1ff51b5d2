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
        // Docker builds the last stage without being told, and any other by its name.
        if (target.Name is null && target != dockerfile.Stages[^1])
        {
            throw DockerfileProblems.Unnamed(dockerfile.Path, target, nameof(DockerCachedBuildSettings.Target));
        }

        var wanted = new WantedStages(
            target,
            dockerfile.NeededBy(target),
            StageSelection.Named(request, dockerfile, target)
        );
        var caches = new CacheReferences(request);
        foreach (var stage in wanted.Named)
        {
            if (stage.Name is null)
            {
                throw DockerfileProblems.Unnamed(
                    dockerfile.Path,
                    stage,
                    nameof(DockerMultiStageCachedBuildSettings.Stages)
                );
            }

            _ = dockerfile.NeededBy(stage);
            _ = caches.Of(stage, named: true);
        }

        return wanted;
    }
}
