using System.Diagnostics;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>A shell in which a person types docker commands one after the other; the clock runs from the start.</summary>
internal sealed class Terminal(Job job)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<IReadOnlyList<string>> shown = [];

    public Outcome Outcome
    {
        get
        {
            clock.Stop();
            return new Outcome(clock.Elapsed, [.. shown.SelectMany(lines => BuildOutput.Read(lines).Steps)]);
        }
    }

    /// <summary>What the last build showed; the clock stands while it is read.</summary>
    public BuildOutput LastBuild
    {
        get
        {
            clock.Stop();
            var output = BuildOutput.Read(shown[^1]);
            clock.Start();
            return output;
        }
    }

    public void Docker(string arguments) => Must(arguments, Try(arguments));

    /// <summary>A command that may fail.</summary>
    public CommandResult Try(string arguments) =>
        Command.Run(
            job.Bed.DockerPath,
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            job.Bed.Environment,
            job.Folder
        );

    /// <summary>Pulls a cache image, which only a cold registry may lack.</summary>
    public void Pull(string tag)
    {
        var result = Try($"pull {job.Repository}:{tag}");
        if (job.Change != Change.Cold)
        {
            Must($"pull {job.Repository}:{tag}", result);
        }
    }

    public void Push(params IEnumerable<string> tags)
    {
        foreach (var tag in tags)
        {
            Docker($"push {job.Repository}:{tag}");
        }
    }

    /// <summary>A build of the sample, with these options more.</summary>
    public void Build(string command, params IEnumerable<string> options)
    {
        var arguments = $"{command} --build-arg REGISTRY={job.BaseImages} {string.Join(' ', options)} .";
        var result = Try(arguments);
        Must(arguments, result);
        shown.Add([.. result.Output.Split('\n'), .. result.Error.Split('\n')]);
    }

    private static void Must(string arguments, CommandResult result)
    {
        if (result.ExitCode != 0)
        {
            throw new BenchmarkException(
                $"docker {arguments}: exit code {result.ExitCode}\n{result.Output}{result.Error}"
            );
        }
    }
}
