using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache;

/// <summary>
/// Does for a likely engine what comes as soon as the real one has answered: the runtime has compiled it by then, in time
/// that is nobody's.
/// </summary>
internal static class Rehearsal
{
    public static void Of(BuildRequest request, Dockerfile dockerfile, WantedStages wanted, Func<AdviceSubject> subject)
    {
        try
        {
            Planner.Plan(request, EngineFacts.Likely, dockerfile, wanted);
            AdviceRules.For(subject());
        }
        catch (DockerLayerCacheException)
        {
            // Whatever is wrong will be told when it is done in earnest.
        }
    }
}
