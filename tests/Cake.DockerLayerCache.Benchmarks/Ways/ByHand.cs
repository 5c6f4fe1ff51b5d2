using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>
/// The best that is known for the engine, typed by one who knows what has changed: a single command where nothing
/// has, and what the next build needs as its cache where something has.
/// </summary>
internal sealed record ByHand() : Way("by-hand", "best commands by hand")
{
    public override bool IsFor(Bed bed) => !IsLegacy(bed);

    public override Outcome Build(Job job)
    {
        var terminal = new Terminal(job);
        switch (job.Bed.Name)
        {
            case "engine28-containerd":
                Export(terminal, job, "--output type=image,push=true,store=false");
                break;
            case "engine26-containerd":
                Export(terminal, job, "--push");
                break;
            case "engine20-buildkit":
                InlineWithoutBuildx(terminal, job);
                break;
            default:
                Inline(terminal, job);
                break;
        }

        return terminal.Outcome;
    }

    private static void Export(Terminal terminal, Job job, string output) =>
        terminal.Build(
            "buildx build --provenance=false",
            $"--cache-from type=registry,ref={job.Repository}:buildcache",
            $"--cache-to type=registry,ref={job.Repository}:buildcache,mode=max",
            $"--tag {job.Repository}:latest",
            $"--tag {job.Repository}:{Job.Tag}",
            output
        );

    private static void Inline(Terminal terminal, Job job)
    {
        const string build = "buildx build --provenance=false --cache-to type=inline --push";
        terminal.Build(build, Target(job));
        foreach (var stage in job.Sample.StaleStages(job.Change))
        {
            terminal.Build(build, $"--target {stage}", $"--tag {job.Repository}:{stage}");
        }
    }

    private static void InlineWithoutBuildx(Terminal terminal, Job job)
    {
        const string build = "build --build-arg BUILDKIT_INLINE_CACHE=1";
        var stale = job.Sample.StaleStages(job.Change);
        terminal.Build(build, Target(job));
        foreach (var stage in stale)
        {
            terminal.Build(build, $"--target {stage}", $"--tag {job.Repository}:{stage}");
        }

        terminal.Push([.. stale, "latest", Job.Tag]);
    }

    private static IEnumerable<string> Target(Job job) =>
        [
            .. job.Sample.StagesToKeep.Append("latest").Select(source => $"--cache-from {job.Repository}:{source}"),
            $"--tag {job.Repository}:latest",
            $"--tag {job.Repository}:{Job.Tag}",
        ];
}
