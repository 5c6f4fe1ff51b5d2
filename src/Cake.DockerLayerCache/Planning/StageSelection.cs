using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Which stages a build runs, and which of them are kept as images.</summary>
internal static class StageSelection
{
    /// <summary>
    /// The stages to keep so that each of <paramref name="run"/> is in some image: a stage that another one or the
    /// target goes on from is in that one's image already.
    /// </summary>
    public static IReadOnlyList<Stage> Outermost(IReadOnlyList<Stage> run, Stage target)
    {
        var covered = new HashSet<Stage>();
        foreach (var stage in run)
        {
            for (var below = stage.BaseStage; below is not null && covered.Add(below); below = below.BaseStage) { }
        }

        return [.. run.Where(stage => stage != target && !covered.Contains(stage))];
    }
}
