using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads <c>--progress=plain</c>, where BuildKit offers no structured progress: <c>#5 [builder 2/4] RUN …</c>.</summary>
internal sealed class PlainProgress(Action<string> show) : IProgressReader
{
    private readonly BuildKitProgress progress = new(show);
    private readonly MessageTail messages = new();
    private bool inSummary;

    public IReadOnlyList<string> Messages => messages.Lines;

    public void Output(string line) => Error(line);

    public void Error(string line)
    {
        show(line);
        // What failed is told once more at the end, with its last output.
        inSummary |= line == "------";
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (!inSummary && line.StartsWith('#') && space >= 2 && line[1..space].All(char.IsAsciiDigit))
        {
            Update(progress[line[1..space]], WithoutUnfinishedOutput(line, line[..(space + 1)]));
        }
        else if (inSummary || line.Length > 0)
        {
            messages.Add(line);
        }
    }

    public BuildTrace Trace(bool succeeded) => progress.Trace(succeeded);

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

    private static void Update(Vertex vertex, string text)
    {
        if (vertex.Name.Length == 0)
        {
            vertex.Name = text;
            vertex.HasStarted = true;
        }
        else if (text == "CACHED")
        {
            vertex.LastReportedCached = true;
        }
        else if (text.StartsWith("ERROR: ", StringComparison.Ordinal))
        {
            vertex.Error = text["ERROR: ".Length..];
        }
        else if (
            text.StartsWith("DONE ", StringComparison.Ordinal)
            && text.EndsWith('s')
            && double.TryParse(text[5..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            vertex.Duration = TimeSpan.FromSeconds(seconds);
            vertex.HasEnded = true;
        }
        else if (text.EndsWith(" done", StringComparison.Ordinal))
        {
            vertex.NoteStatus(text[..^" done".Length], completed: true);
        }
    }
}
