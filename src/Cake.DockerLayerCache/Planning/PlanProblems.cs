using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Planning;

/// <summary>What cannot be planned.</summary>
internal static class PlanProblems
{
    public static DockerLayerCacheException StrategyImpossible(
        DockerBuildStrategy asked,
        EngineFacts facts,
        IReadOnlyList<DockerBuildStrategy> possible
    ) =>
        new(
            "DLC0304",
            $"the strategy {asked} was asked for, but this engine cannot do it ({facts}"
                + (facts.LegacyBecause is null ? "" : $"; {facts.LegacyBecause}")
                + $"). Expected one of: {string.Join(", ", possible)}. Set Strategy to one of these, or leave it Auto."
        );

    public static DockerLayerCacheException OptionImpossible(
        string setting,
        string seen,
        string needs,
        string reason
    ) =>
        new(
            "DLC0305",
            $"{setting} {ShellText.Seen(seen)} needs {needs}, but this build cannot use that: {reason}. "
                + $"Remove {setting}, or use an engine that has it."
        );

    public static string CacheFolderInContext(string folder, string ignoreFile) =>
        $"DLC0510: the cache folder {folder} is in the build context, and {ignoreFile} does not name it: what each build "
        + $"writes changes what COPY . . brings in, and the next build misses there. Name {folder} and {folder}"
        + $"{CacheTarget.NewFolder} in {ignoreFile}, or another folder with CacheTo.";

    public static string CacheOfOneNode(int nodes) =>
        $"DLC0515: the builder has {nodes} nodes, of which each exports the cache of its own platforms to the same place: the last "
        + "one stays, and the other platforms are built anew on a fresh machine. Build each platform by itself with a "
        + "CacheImage of its own, or on a builder with one node.";

    public static DockerLayerCacheException StageTagTaken(string stage, ImageReference reference) =>
        new(
            "DLC0113",
            $"the stage '{stage}' named in Stages would be published as {reference}, which is a tag of the image "
                + "itself. Expected different names. Rename the stage, or choose another tag."
        );

    public static string StagesStayUncached(IEnumerable<string> stages) =>
        $"DLC0501: the image's own cache does not hold {string.Join(", ", stages.Select(stage => $"'{stage}'"))}, so "
        + "a fresh machine builds these stages anew. DockerMultiStageCachedBuild caches them too.";

    public static string UnnamedStage(string stage) =>
        $"DLC0502: stage {stage} has no name of its own; its cache is found by its number, which changes when a stage is put in "
        + "front of it. Name it with 'FROM … AS name'.";

    public static string UnnamedStageUncached(string stage) =>
        $"DLC0502: stage {stage} has no name of its own, and docker can build only a named stage by itself, so its cache cannot be "
        + "kept and a fresh machine builds it anew. Name it with 'FROM … AS name'.";
}
