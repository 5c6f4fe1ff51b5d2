using System.Text;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads <c>--progress=rawjson</c>: BuildKit's solve status as a stream of JSON objects on standard error.</summary>
internal sealed class RawJsonProgress(Action<string> show) : IProgressReader
{
    private readonly JsonValues values = new();
    private readonly BuildKitProgress progress = new(show);
    private readonly MessageTail messages = new();
    private readonly Dictionary<int, string> unfinishedLines = [];

    public IReadOnlyList<string> Messages => messages.Lines;

    public void Output(string line) => show(line);

    public void Error(string line)
    {
        if (!values.Take(line, out var value))
        {
            messages.Add(line);
            show(line);
            return;
        }

        if (value is null)
        {
            return;
        }

        using (value)
        {
            foreach (var vertex in Items(value.RootElement, "vertexes"))
            {
                Update(vertex);
            }

            foreach (var status in Items(value.RootElement, "statuses"))
            {
                if (Text(status, "vertex") is { } digest && Text(status, "id") is { } id)
                {
                    progress[digest].NoteStatus(id, completed: Time(status, "completed") is not null);
                }
            }

            foreach (var log in Items(value.RootElement, "logs"))
            {
                Log(log);
            }
        }
    }

    public BuildTrace Trace(bool succeeded)
    {
        foreach (var (number, rest) in unfinishedLines)
        {
            show($"#{number} {rest}");
        }

        unfinishedLines.Clear();
        return progress.Trace(succeeded);
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
            ? time
            : null;

    private void Update(JsonElement item)
    {
        if (Text(item, "digest") is not { } digest)
        {
            return;
        }

        var vertex = progress[digest];
        vertex.Name = Text(item, "name") ?? vertex.Name;
        vertex.Error = Text(item, "error") is { Length: > 0 } error ? error : null;
        vertex.LastReportedCached =
            item.TryGetProperty("cached", out var cached) && cached.ValueKind == JsonValueKind.True;
        var (started, completed) = (Time(item, "started"), Time(item, "completed"));
        if (started is not null && started != vertex.Started)
        {
            vertex.Started = started;
            progress.ShowStart(vertex);
        }

        if (completed is null || completed == vertex.Completed)
        {
            return;
        }

        vertex.Completed = completed;
        if (vertex.Started is { } start && completed > start)
        {
            vertex.Duration += completed.Value - start;
        }

        progress.ShowEnd(vertex);
    }

    private void Log(JsonElement item)
    {
        if (
            Text(item, "vertex") is not { } digest
            || !item.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.String
            || !data.TryGetBytesFromBase64(out var bytes)
        )
        {
            return;
        }

        // A record may end in the middle of a line: the rest comes with the next one.
        var vertex = progress[digest];
        unfinishedLines.Remove(vertex.Number, out var begun);
        var lines = (begun + Encoding.UTF8.GetString(bytes)).Split('\n');
        foreach (var line in lines[..^1])
        {
            progress.ShowLog(vertex, line.TrimEnd('\r'));
        }

        if (lines[^1].Length > 0)
        {
            unfinishedLines[vertex.Number] = lines[^1];
        }
    }
}
