using System.Text;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>Reads <c>--progress=rawjson</c>: BuildKit's solve status as a stream of JSON objects on standard error.</summary>
internal sealed class RawJsonProgress(Action<string> show) : IProgressReader
{
    private static readonly string[] Kinds = ["vertexes", "statuses", "logs", "warnings"];

    private readonly JsonValues values = new();
    private readonly BuildKitProgress progress = new(show);
    private readonly MessageTail messages = new();
    private readonly Dictionary<string, LogLines> logs = new(StringComparer.Ordinal);

    /// <summary>Is told what the build has shown as soon as no step runs any more, and the image is made.</summary>
    public Action<BuildTrace>? OnStepsDone
    {
        set => progress.OnStepsDone = value is null ? null : () => value(progress.Trace(succeeded: true));
    }

    /// <summary>Is told of each reference that the builder has pushed, and its digest.</summary>
    public Action<string, string>? OnPushed { get; init; }

    public IReadOnlyList<string> Messages => messages.Lines;

    public IReadOnlyList<string> Running => progress.Running;

    public void Output(string line) => show(line);

    public void Error(string line)
    {
        if (!values.Take(line, out var value))
        {
            Text(line);
            return;
        }

        using (value)
        {
            if (value is null)
            {
                return;
            }

            if (!Kinds.Any(kind => value.RootElement.TryGetProperty(kind, out _)))
            {
                Text(value.RootElement.GetRawText());
                return;
            }

            foreach (var vertex in Items(value.RootElement, "vertexes"))
            {
                Update(vertex);
            }

            foreach (var status in Items(value.RootElement, "statuses"))
            {
                Note(status);
            }

            foreach (var log in Items(value.RootElement, "logs"))
            {
                Log(log);
            }

            foreach (var warning in Items(value.RootElement, "warnings"))
            {
                if (Bytes(warning, "short") is { } text)
                {
                    show($"WARNING: {Encoding.UTF8.GetString(text)}");
                }
            }
        }
    }

    public BuildTrace Trace(bool succeeded)
    {
        foreach (var digest in logs.Keys)
        {
            ShowRest(digest);
        }

        return progress.Trace(succeeded);
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static byte[]? Bytes(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : null;

    private static DateTimeOffset? Time(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
            ? time
            : null;

    private void Note(JsonElement item)
    {
        if (item.Text("vertex") is not { } digest || item.Text("id") is not { } id)
        {
            return;
        }

        var completed = Time(item, "completed");
        var status = new VertexStatus(id, completed is not null)
        {
            Current = Number(item, "current"),
            Total = Number(item, "total"),
            Start = Time(item, "started"),
            End = completed,
        };
        progress[digest].NoteStatus(status);
        progress.ShowStatus(progress[digest], status);
        if (Vertex.PushedIn(status) is { } pushed)
        {
            OnPushed?.Invoke(pushed.Reference, pushed.Digest);
        }
    }

    private static long Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : 0;

    private void Text(string line)
    {
        messages.Add(line);
        show(line);
    }

    private void Update(JsonElement item)
    {
        if (item.Text("digest") is not { } digest)
        {
            return;
        }

        var vertex = progress[digest];
        vertex.Name = item.Text("name") ?? vertex.Name;
        // Not each time that it is told of.
        vertex.HasInputs = vertex.HasInputs == true || item.TryGetProperty("inputs", out _);
        vertex.Error = item.Text("error") is { Length: > 0 } error ? error : null;
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
        if (vertex.Started is { } start)
        {
            vertex.NoteRun(start, completed.Value);
        }

        ShowRest(digest);
        progress.ShowEnd(vertex);
    }

    private void Log(JsonElement item)
    {
        if (item.Text("vertex") is not { } digest || Bytes(item, "data") is not { } bytes)
        {
            return;
        }

        if (!logs.TryGetValue(digest, out var lines))
        {
            logs[digest] = lines = new LogLines();
        }

        foreach (var line in lines.Take(bytes))
        {
            progress.ShowLog(progress[digest], line);
        }
    }

    private void ShowRest(string digest)
    {
        if (logs.GetValueOrDefault(digest)?.TakeRest() is { } rest)
        {
            progress.ShowLog(progress[digest], rest);
        }
    }
}
