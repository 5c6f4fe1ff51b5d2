using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Where lines only follow lines: one for all that runs, when nothing was said for ten seconds.</summary>
internal sealed class SignOfLife(ICakeLog inner, TimeProvider time) : WatchedLog(inner)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(9);

    private long lastLine = time.GetTimestamp();

    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    protected override void AfterLine() => lastLine = time.GetTimestamp();

    protected override void Show(IReadOnlyList<string> running)
    {
        if (running.Count == 0 || time.GetElapsedTime(lastLine) < LongestSilence)
        {
            return;
        }

        foreach (var line in running)
        {
            Inner.Information("{0}", line);
        }

        AfterLine();
    }
}
