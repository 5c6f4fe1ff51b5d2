using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>The vertices of a BuildKit build, and the lines a person sees of them.</summary>
/// <param name="show">Takes the lines.</param>
internal sealed class BuildKitProgress(Action<string> show)
{
    private const long WorthALine = 1_000_000;

    private readonly Dictionary<string, Vertex> vertices = new(StringComparer.Ordinal);
    private readonly List<Vertex> inOrder = [];
    private int shown;
    private bool stepsDone;

    /// <summary>Is called when the builder begins to export: no step runs any more.</summary>
    public Action? OnStepsDone { get; set; }

    public Vertex this[string key]
    {
        get
        {
            if (!vertices.TryGetValue(key, out var vertex))
            {
                vertices[key] = vertex = new Vertex();
                inOrder.Add(vertex);
            }

            return vertex;
        }
    }

    public void ShowStart(Vertex vertex)
    {
        if (vertex.Number == 0)
        {
            vertex.Number = ++shown;
            vertex.ShownAt = DateTimeOffset.UtcNow;
            show($"#{vertex.Number} {vertex.Name}");
            if (!stepsDone && vertex.IsExport)
            {
                stepsDone = true;
                OnStepsDone?.Invoke();
            }
        }
    }

    public void ShowEnd(Vertex vertex)
    {
        if (vertex.EndShown)
        {
            return;
        }

        vertex.EndShown = true;
        show(
            vertex switch
            {
                { Error: { } error } => $"#{vertex.Number} ERROR: {error}",
                { Cached: true } => $"#{vertex.Number} CACHED",
                _ => string.Create(
                    CultureInfo.InvariantCulture,
                    $"#{vertex.Number} DONE {vertex.Duration.TotalSeconds:0.0}s"
                ),
            }
        );
    }

    /// <summary>Tells of a large transfer that is done.</summary>
    public void ShowStatus(Vertex vertex, VertexStatus status)
    {
        if (status is { IsComplete: true, Current: >= WorthALine } && vertex.NoteShown(status.Id))
        {
            ShowStart(vertex);
            show($"#{vertex.Number} {status}");
        }
    }

    /// <summary>What runs just now, a line each.</summary>
    public IReadOnlyList<string> Running =>
        [.. inOrder.Where(vertex => vertex.IsRunning).Select(vertex => Describe(vertex, DateTimeOffset.UtcNow))];

    private static string Describe(Vertex vertex, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"#{vertex.Number} {(now - vertex.ShownAt).TotalSeconds:0} s{(vertex.Doing is { } doing ? $", {doing}" : "")}: {vertex.Name}"
        );

    public void ShowLog(Vertex vertex, string text)
    {
        ShowStart(vertex);
        show($"#{vertex.Number} {text}");
    }

    public BuildTrace Trace(bool succeeded)
    {
        var started = inOrder.Min(vertex => vertex.FirstStarted);
        return new BuildTrace(
            [
                .. inOrder
                    .Select(vertex => (Vertex: vertex, Step: vertex.AsStep(succeeded, started)!))
                    .Where(each => each.Step is not null)
                    .GroupBy(each => StepName.WithoutLink(each.Vertex.Name), StringComparer.Ordinal)
                    .Select(parts => Joined([.. parts])),
            ],
            [.. inOrder.Select(vertex => vertex.AsImport()).OfType<TracedImport>()]
        )
        {
            Started = started,
            Bases = [.. inOrder.Select(vertex => vertex.AsBase()).OfType<TracedBase>()],
            BytesPushed = inOrder.Any(vertex => vertex.BytesPushed is not null)
                ? inOrder.Sum(vertex => vertex.BytesPushed ?? 0)
                : null,
            Spans = [.. inOrder.SelectMany(vertex => vertex.Spans)],
            Pushed = [.. inOrder.SelectMany(vertex => vertex.Pushed)],
            PushedDigest = inOrder.Select(vertex => vertex.PushedDigest).LastOrDefault(digest => digest is not null),
            StepRuns = inOrder.Any(vertex => vertex.StepRuns),
            LostLayers = [.. inOrder.Select(vertex => vertex.LostLayer(succeeded)).OfType<string>()],
            PushError = inOrder.Select(vertex => vertex.PushError).FirstOrDefault(error => error is not null),
            Exports = [.. inOrder.Select(vertex => vertex.AsExport()).OfType<TracedExport>()],
        };
    }

    // COPY --link is two vertices, and ADD of a URL has one of its own for what it fetches.
    private static TracedStep Joined(List<(Vertex Vertex, TracedStep Step)> parts)
    {
        var hasSteps = parts.Any(part => part.Vertex.HasInputs == true);
        var cached = parts.All(part => part.Step.Cached || (hasSteps && part.Vertex.HasInputs == false));
        return parts[0].Step with
        {
            Cached = cached,
            Duration = cached ? TimeSpan.Zero : new TimeSpan(parts.Sum(part => part.Step.Duration.Ticks)),
            Error = parts.Select(part => part.Step.Error).FirstOrDefault(error => error is not null),
            Began = cached ? null : parts.Min(part => part.Step.Began),
            BytesPulled = parts.Sum(part => part.Step.BytesPulled) is > 0 and var sum ? sum : null,
        };
    }
}
