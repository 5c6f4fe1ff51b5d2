using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>The vertices of a BuildKit build, and the lines a person sees of them.</summary>
internal sealed class BuildKitProgress(Action<string> show)
{
    private readonly Dictionary<string, Vertex> vertices = new(StringComparer.Ordinal);
    private readonly List<Vertex> inOrder = [];
    private int shown;

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
            show($"#{vertex.Number} {vertex.Name}");
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

    public void ShowLog(Vertex vertex, string text)
    {
        ShowStart(vertex);
        show($"#{vertex.Number} {text}");
    }

    public BuildTrace Trace(bool succeeded) =>
        new(
            [.. inOrder.Select(vertex => vertex.AsStep(succeeded)).OfType<TracedStep>()],
            [.. inOrder.Select(vertex => vertex.AsImport()).OfType<TracedImport>()]
        )
        {
            Started = inOrder.Min(vertex => vertex.FirstStarted),
            Pushed = [.. inOrder.SelectMany(vertex => vertex.Pushed)],
            PushError = inOrder.Select(vertex => vertex.PushError).FirstOrDefault(error => error is not null),
            Exports = [.. inOrder.Select(vertex => vertex.AsExport()).OfType<TracedExport>()],
        };
}
