namespace Cake.DockerLayerCache.Engine;

/// <summary>Takes a process's lines as they come, and knows when the last one has come.</summary>
internal sealed class LineSink(Action<string>? observer) : IDisposable
{
    private readonly List<string> lines = [];
    private readonly ManualResetEventSlim ended = new();

    // The process is gone by then; what is awaited is only the rest of its pipe. A grandchild that keeps the pipe
    // open must not hang the build.
    internal TimeSpan RestOfPipe { get; init; } = TimeSpan.FromSeconds(10);

    public string? Take(string? line)
    {
        if (line is null)
        {
            ended.Set();
        }
        else if (observer is not null)
        {
            observer(line);
        }
        else
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }

        return null;
    }

    public IReadOnlyList<string> Finish()
    {
        ended.Wait(RestOfPipe);
        lock (lines)
        {
            return [.. lines];
        }
    }

    public void Dispose() => ended.Dispose();
}
