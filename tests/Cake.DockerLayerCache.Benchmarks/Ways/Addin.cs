using System.Text.Json;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>
/// The addin's alias, each time in a process of its own, as in a CI job: neither its code nor what it knows of the
/// engine is warm. The clock runs during the call of the alias only.
/// </summary>
internal sealed record Addin() : Way("addin", "addin")
{
    public override Outcome Build(Job job) => Build(job, calls: 1);

    /// <summary>The last of several calls in one process, each on a machine made fresh.</summary>
    public static Outcome Build(Job job, int calls)
    {
        var result = Command.Run(
            Environment.ProcessPath!,
            [AddinProcess.Name, job.Bed.Name, job.Sample.Name, job.Repository, job.BaseImages, $"{calls}"],
            job.Bed.Environment,
            job.Folder
        );
        if (result.ExitCode != 0)
        {
            throw new BenchmarkException($"the addin: exit code {result.ExitCode}\n{result.Output}{result.Error}");
        }

        var answer = JsonSerializer.Deserialize<AddinAnswer>(result.Output)!;
        return new Outcome(
            TimeSpan.FromSeconds(answer.Seconds),
            BuildOutput.Read(answer.Log).Steps,
            TimeSpan.FromSeconds(answer.OwnSeconds)
        );
    }
}

/// <summary>What the process tells of its last call.</summary>
internal sealed record AddinAnswer(double Seconds, double OwnSeconds, IReadOnlyList<string> Log);
