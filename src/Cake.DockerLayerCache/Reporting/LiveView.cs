using System.Text;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>On a terminal: below the log's lines, in place, what runs just now.</summary>
internal sealed class LiveView(ICakeLog inner, TextWriter terminal, Func<int> width) : WatchedLog(inner)
{
    private const int MostLines = 8;

    private int shown;

    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(250);

    protected override void BeforeLine()
    {
        if (shown > 0)
        {
            terminal.Write(Erasure);
            terminal.Flush();
            shown = 0;
        }
    }

    protected override void Show(IReadOnlyList<string> running)
    {
        var text = new StringBuilder(Erasure);
        var lines =
            running.Count > MostLines
                ? [.. running.Take(MostLines - 1), $"and {running.Count - MostLines + 1} more"]
                : running;
        foreach (var line in lines)
        {
            text.Append("\e[2m").Append(Fitting(line)).Append("\e[0m\n");
        }

        shown = lines.Count;
        terminal.Write(text.ToString());
        terminal.Flush();
    }

    private string Erasure => shown == 0 ? "" : $"\e[{shown}A\e[J";

    // A line that wraps, or moves the cursor, would no longer be one line.
    private string Fitting(string line) =>
        // Some terminals do not know how wide they are.
        MessageText.Cut(MessageText.OneLine(line), (width() is >= 20 and var columns ? columns : 80) - 1);
}
