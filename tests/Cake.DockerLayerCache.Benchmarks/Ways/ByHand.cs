using Cake.DockerLayerCache.Benchmarks.Samples;
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
            terminal.Build(build, [$"--target {stage}", .. Tags(job, stage)]);
        }
    }

    private static void InlineWithoutBuildx(Terminal terminal, Job job)
    {
        const string build = "build --build-arg BUILDKIT_INLINE_CACHE=1";
        terminal.Build(build, Target(job));
        var stale = job.Sample.StaleStages(job.Change);
        foreach (var stage in stale)
        {
            terminal.Build(build, [$"--target {stage}", .. Tags(job, stage)]);
        }

        terminal.Push([.. stale.SelectMany(stage => CacheTags(job, stage)), .. CacheTags(job, "latest"), Job.Tag]);
    }

    private static IEnumerable<string> Target(Job job) =>
        [
            .. job.Sample.StagesToKeep.Append("latest").SelectMany(image => Sources(job, image)),
            .. Tags(job, "latest"),
            $"--tag {job.Repository}:{Job.Tag}",
        ];

    private static IEnumerable<string> Tags(Job job, string image) =>
        CacheTags(job, image).Select(tag => $"--tag {job.Repository}:{tag}");

    private static IEnumerable<string> CacheTags(Job job, string image) =>
        Forgets(job.Bed) && job.Change != Change.Unchanged ? [image, Remembering(image, job.Change)] : [image];

    private static IEnumerable<string> Sources(Job job, string image) =>
        (Forgets(job.Bed) ? LeavingCaches.Select(change => Remembering(image, change)) : [image]).Select(tag =>
            $"--cache-from {job.Repository}:{tag}"
        );

    // What ran in a build is in that build's image; so each kind of change has a cache of its own, and together they
    // hold every step.
    private static readonly Change[] LeavingCaches = [Change.Cold, Change.Dependencies, Change.Code];

    private static string Remembering(string image, Change change) => $"{image}-{change}".ToLowerInvariant();
}
