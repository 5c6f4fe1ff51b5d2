using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Which way a build goes on this engine, and why.</summary>
internal sealed class StrategyChoice(DockerBuildStrategy strategy, string reason)
{
    public DockerBuildStrategy Strategy => strategy;

    public string Reason => reason;

    public static StrategyChoice For(DockerBuildStrategy asked, EngineFacts facts)
    {
        var possible = Possible(facts);
        if (asked == DockerBuildStrategy.Auto)
        {
            return new StrategyChoice(possible[0], WhyAuto(possible[0], facts));
        }

        return possible.Contains(asked)
            ? new StrategyChoice(asked, $"the settings ask for it ({facts})")
            : throw PlanProblems.StrategyImpossible(asked, facts, possible);
    }

    /// <summary>What the engine can do, the best first.</summary>
    public static IReadOnlyList<DockerBuildStrategy> Possible(EngineFacts facts) =>
        facts switch
        {
            { Builder: BuilderKind.Legacy } => [DockerBuildStrategy.Pull],
            { CanExportCache: true } => [DockerBuildStrategy.Export, DockerBuildStrategy.Inline],
            _ => [DockerBuildStrategy.Inline, DockerBuildStrategy.Pull],
        };

    private static string WhyAuto(DockerBuildStrategy strategy, EngineFacts facts) =>
        strategy switch
        {
            DockerBuildStrategy.Export => $"{facts}: one build reads and writes a cache of every stage in the registry",
            DockerBuildStrategy.Inline =>
                $"{facts}: BuildKit reads caches from the registry but cannot export one here, so the images carry it",
            _ => $"{facts}: {facts.LegacyBecause}, so cache images are pulled before the build",
        };
}
