namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>The last lines of what may be a long text.</summary>
internal sealed class MessageTail
{
    private const int Most = 60;

    private readonly Queue<string> lines = new(Most);

    public IReadOnlyList<string> Lines => [.. lines];

    public void Add(string line)
    {
        if (lines.Count == Most)
        {
            lines.Dequeue();
        }

        lines.Enqueue(line);
    }
}
