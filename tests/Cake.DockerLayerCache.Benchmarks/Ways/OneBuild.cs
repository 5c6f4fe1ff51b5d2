using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>
/// For the legacy builder: one build with the images of all stages as sources; the images it ended its stages with
/// are tagged and pushed.
/// </summary>
internal sealed record OneBuild() : Way("one-build", "one build, all stage images as sources")
{
    public override bool IsFor(Bed bed) => IsLegacy(bed);

    public override Outcome Build(Job job)
    {
        var terminal = new Terminal(job);
        // As they stand in the Dockerfile.
        List<string> stages = [.. job.Sample.Stages, .. job.Sample.StagesBeside];
        List<string> sources = [.. stages, "latest"];
        sources.ForEach(terminal.Pull);
        terminal.Build(
            "build",
            [
                .. sources.Select(source => $"--cache-from {job.Repository}:{source}"),
                $"--tag {job.Repository}:latest",
                $"--tag {job.Repository}:{Job.Tag}",
            ]
        );
        var images = terminal.LastBuild.StageImages;
        for (var index = 0; index < stages.Count; index++)
        {
            terminal.Docker($"tag {images[index]} {job.Repository}:{stages[index]}");
        }

        terminal.Push([.. stages, "latest", Job.Tag]);
        return terminal.Outcome;
    }
}
