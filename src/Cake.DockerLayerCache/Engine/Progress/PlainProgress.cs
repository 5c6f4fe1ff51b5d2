using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads <c>--progress=plain</c>, where BuildKit offers no structured progress: <c>#5 [builder 2/4] RUN …</c>.</summary>
internal sealed class PlainProgress(Action<string> show) : IProgressReader
{
    private readonly BuildKitProgress progress = new(show);
    private readonly MessageTail messages = new();

    public IReadOnlyList<string> Messages => messages.Lines;

    public void Output(string line) => Error(line);

    public void Error(string line)
    {
        show(line);
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (!line.StartsWith('#') || space < 2 || !line[1..space].All(char.IsAsciiDigit))
        {
            messages.Add(line);
            return;
        }

        Update(progress[line[1..space]], line[(space + 1)..]);
    }

    public BuildTrace Trace(bool succeeded) => progress.Trace(succeeded);

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
