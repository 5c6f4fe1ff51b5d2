using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Facts in, plan out: a pure function.</summary>
internal static class Planner
{
    public static BuildPlan Plan(BuildRequest request, EngineFacts facts, Dockerfile dockerfile, WantedStages wanted)
    {
        var choice = StrategyChoice.For(request.Strategy, facts);
        OptionCheck.Refuse(request, choice, facts);
        var planning = new PlanningContext(request, choice, facts, dockerfile, wanted);
        return choice.Strategy switch
        {
            DockerBuildStrategy.Pull => PullPlan.For(planning),
            DockerBuildStrategy.Inline => InlinePlan.For(planning),
            _ => ExportPlan.For(planning),
        };
    }
}
