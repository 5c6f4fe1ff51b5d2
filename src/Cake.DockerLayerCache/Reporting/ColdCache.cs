using Cake.DockerLayerCache.Execution;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Says so when there was a cache and nothing came of it.</summary>
internal static class ColdCache
{
    public static IEnumerable<string> Warnings(IReadOnlyList<DockerBuildStage> stages, RunState run, bool writes)
    {
        var missed = stages.Where(stage => stage.FirstMissedStep is not null).ToList();
        if (run.SourcesFound.IsEmpty || missed.Count == 0 || stages.Any(stage => stage.CachedSteps > 0))
        {
            yield break;
        }

        yield return $"DLC0505: a cache was read ({string.Join(", ", run.SourcesFound.Keys.Order(StringComparer.Ordinal))}) but no step was "
            + "reused. First missed: "
            + string.Join("; ", missed.Select(stage => $"{stage.Name}, {stage.FirstMissedStep} ({stage.Miss})"))
            + (writes ? ". The next build finds the cache that this one has written." : ".");
    }
}
