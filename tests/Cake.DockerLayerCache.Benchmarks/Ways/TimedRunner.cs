using System.Collections.Concurrent;
using System.Diagnostics;
using Cake.Core.IO;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>Cake's process runner with a stopwatch: knows for how long at least one process ran.</summary>
internal sealed class TimedRunner(IProcessRunner runner) : IProcessRunner
{
    private readonly ConcurrentQueue<(long From, long To)> intervals = new();

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        var process = runner.Start(filePath, settings);
        // Starting it was the caller's time.
        return new TimedProcess(process, Stopwatch.GetTimestamp(), intervals);
    }

    /// <summary>The time during which at least one process ran, since <paramref name="start"/>.</summary>
    public TimeSpan Busy(long start)
    {
        var (busy, reached) = (0L, start);
        foreach (var (from, to) in intervals.OrderBy(interval => interval.From))
        {
            busy += Math.Max(0, to - Math.Max(from, reached));
            reached = Math.Max(reached, to);
        }

        return Stopwatch.GetElapsedTime(0, busy);
    }

    private sealed class TimedProcess(IProcess process, long from, ConcurrentQueue<(long From, long To)> intervals)
        : IProcess
    {
        public void WaitForExit()
        {
            process.WaitForExit();
            intervals.Enqueue((from, Stopwatch.GetTimestamp()));
        }

        public bool WaitForExit(int milliseconds) =>
            throw new NotSupportedException("the builds that are measured have no timeout");

        public int GetExitCode() => process.GetExitCode();

        public IEnumerable<string> GetStandardError() => process.GetStandardError();

        public IEnumerable<string> GetStandardOutput() => process.GetStandardOutput();

        public void Kill() => process.Kill();

        public void Dispose() => process.Dispose();
    }
}
