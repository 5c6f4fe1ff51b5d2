using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads <c>--progress=plain</c>, where BuildKit offers no structured progress: <c>#5 [builder 2/4] RUN …</c>.</summary>
internal sealed class PlainProgress(Action<string> show) : IProgressReader
{
    private const string Rule = "------";

    private readonly BuildKitProgress progress = new(show);
    private readonly MessageTail messages = new();
    private bool inSummary;

    // The summary has an empty paragraph for each cache that is not there, which is none of what failed.
    public IReadOnlyList<string> Messages =>
        [.. messages.Lines.Where((line, at) => !(line == Rule ? Around(at).Any(IsImport) : IsImport(line)))];

    public IReadOnlyList<string> Running => progress.Running;

    public void Output(string line) => Error(line);

    public void Error(string line)
    {
        show(line);
        // What failed is told once more at the end, with its last output.
        inSummary |= line == Rule;
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (!inSummary && line.StartsWith('#') && space >= 2 && line[1..space].All(char.IsAsciiDigit))
        {
            Update(line[1..space], WithoutUnfinishedOutput(line, line[..(space + 1)]));
        }
        else if (inSummary || line.Length > 0)
        {
            messages.Add(line);
        }
    }

    // The times are of this machine's clock, and rounded.
    public BuildTrace Trace(bool succeeded) => progress.Trace(succeeded) with { Started = null };

    private IEnumerable<string> Around(int at) => messages.Lines.Take(at + 2).Skip(at - 1);

    private static bool IsImport(string line) => line.StartsWith($" > {Vertex.Import}", StringComparison.Ordinal);

    // A step's output may end without an end of line, and then its outcome follows in the same one.
    private static string WithoutUnfinishedOutput(string line, string prefix)
    {
        foreach (var outcome in (string[])["DONE ", "ERROR: "])
        {
            if (line.IndexOf(prefix + outcome, StringComparison.Ordinal) is var at and > 0)
            {
                return line[(at + prefix.Length)..];
            }
        }

        return line[prefix.Length..];
    }

    private void Update(string number, string text)
    {
        var now = DateTimeOffset.UtcNow;
        var vertex = progress[number];
        if (vertex.Name.Length == 0)
        {
            vertex.Name = text;
            vertex.Started = vertex.ShownAt = now;
            _ = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var shown);
            vertex.Number = shown;
        }
        else if (text == "CACHED")
        {
            vertex.LastReportedCached = true;
            vertex.HasEnded = true;
        }
        else if (text.StartsWith("ERROR: ", StringComparison.Ordinal))
        {
            vertex.Error = text["ERROR: ".Length..];
        }
        else if (text is ['D', 'O', 'N', 'E', ' ', .. var time, 's'] && PlainStatus.Seconds(time) is { } seconds)
        {
            // It tells how long it took from first to last.
            vertex.Duration = TimeSpan.Zero;
            vertex.NoteRun(now - TimeSpan.FromSeconds(seconds), now);
            vertex.HasEnded = true;
        }
        else if (PlainStatus.Parse(text, now) is { } status)
        {
            vertex.NoteStatus(status);
        }
    }
}
