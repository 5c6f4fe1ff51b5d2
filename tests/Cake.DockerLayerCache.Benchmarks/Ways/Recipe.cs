using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>The recipe as people type it: pull, build each stage from its own image, build the image, push all.</summary>
internal record Recipe : Way
{
    public Recipe()
        : this("recipe", "recipe, verbatim") { }

    protected Recipe(string name, string title)
        : base(name, title) { }

    // BuildKit takes nothing from an image that does not say what it was made of; the legacy builder finds a stage
    // again when it is the target, but not on the way to another.
    public override Reuse MustReuse(Job job) =>
        !IsLegacy(job.Bed) ? Reuse.None
        : job.Sample.Stages.Count > 1 ? Reuse.Some
        : Reuse.All;

    protected virtual string BuildCommand => "build";

    public override Outcome Build(Job job)
    {
        var terminal = new Terminal(job);
        var stages = job.Sample.Stages;
        IReadOnlyList<string> sources = stages.Count > 0 ? stages : ["latest"];
        foreach (var source in sources)
        {
            terminal.Pull(source);
        }

        foreach (var stage in stages)
        {
            terminal.Build(
                BuildCommand,
                $"--target {stage}",
                $"--cache-from {job.Repository}:{stage}",
                $"--tag {job.Repository}:{stage}"
            );
        }

        terminal.Build(
            BuildCommand,
            [
                .. sources.Select(source => $"--cache-from {job.Repository}:{source}"),
                $"--tag {job.Repository}:latest",
                $"--tag {job.Repository}:{Job.Tag}",
            ]
        );
        terminal.Push([.. stages, "latest", Job.Tag]);
        return terminal.Outcome;
    }
}

/// <summary>The recipe by those who know what BuildKit needs in a cache image.</summary>
internal sealed record InlineRecipe() : Recipe("inline", "recipe, with inline metadata")
{
    protected override string BuildCommand => "build --build-arg BUILDKIT_INLINE_CACHE=1";

    public override bool IsFor(Bed bed) => !IsLegacy(bed);

    // It pushes a stage's image again even where nothing of it ran.
    public override Reuse MustReuse(Job job) => Forgets(job.Bed) ? Reuse.Some : Reuse.All;
}
