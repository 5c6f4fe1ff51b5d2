using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;

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

    /// <summary>The slow steps ran where they had to, and nowhere else.</summary>
    public static void Steps(Way way, Job job, Outcome outcome)
    {
        foreach (var slow in job.Sample.SlowSteps)
        {
            var mustRun = !way.Reuses(job.Bed) || slow.Runs(job.Change);
            // Later builds of the same run find what the first left; a step that is not shown was not needed.
            var ran =
                outcome.Steps.FirstOrDefault(step =>
                    step.Instruction.StartsWith(slow.Begins, StringComparison.Ordinal)
                ) is
                { Cached: false };
            if (ran != mustRun)
            {
                throw new BenchmarkException(
                    $"'{slow.Begins}' {(ran ? "ran" : "was reused")}, but {job.Change} should have "
                        + (mustRun ? "run it" : "reused it")
                );
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
