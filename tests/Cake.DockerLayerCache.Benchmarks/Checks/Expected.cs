using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Checks;

/// <summary>What makes a measured build count: it found what it should have found, and made what it should have made.</summary>
internal static class Expected
{
    /// <summary>Before the build: nothing at all, or what the same way left.</summary>
    public static void Before(Registry registry, string repository, Change change)
    {
        var tags = registry.Tags(repository);
        if ((change == Change.Cold) != (tags.Count == 0))
        {
            throw new BenchmarkException($"{change}, but {repository} has the tags '{string.Join(' ', tags)}'");
        }
    }

    /// <summary>The slow steps that did not run where they had to, or ran where they should have been reused.</summary>
    public static IEnumerable<string> Deviations(Way way, Job job, Outcome outcome)
    {
        var reuse = way.MustReuse(job);
        foreach (var slow in job.Sample.SlowSteps)
        {
            // A step that is not shown was not needed.
            var ran = outcome.Steps.Any(step =>
                !step.Reused && step.Instruction.StartsWith(slow.Begins, StringComparison.Ordinal)
            );
            var mustRun = reuse == Reuse.None || slow.Runs(job.Change);
            if (ran != mustRun && (mustRun || reuse == Reuse.All))
            {
                yield return $"'{slow.Begins}' {(ran ? "ran" : "was reused")}";
            }
        }
    }

    /// <summary>Both tags stand for one image, and that holds the last changes.</summary>
    public static void Image(Registry registry, string repository, SampleCopy copy)
    {
        var (latest, version) = (registry.Digest(repository, "latest"), registry.Digest(repository, Job.Tag));
        if (latest != version)
        {
            throw new BenchmarkException($"{repository}: latest is {latest}, {Job.Tag} is {version}");
        }

        foreach (var (pathEnd, text) in copy.Proofs)
        {
            if (!registry.File(repository, "latest", pathEnd).Contains(text, StringComparison.Ordinal))
            {
                throw new BenchmarkException($"{repository}:latest: {pathEnd} does not hold '{text}'");
            }
        }
    }
}
