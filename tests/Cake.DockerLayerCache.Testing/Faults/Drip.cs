namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Writes bytes in small pieces, with pauses that make up a given time.</summary>
internal static class Drip
{
    private const int Pieces = 20;

    public static async Task Into(Stream stream, byte[] content, TimeSpan time, CancellationToken cancellation)
    {
        foreach (var piece in content.Chunk(Math.Max(1, (content.Length + Pieces - 1) / Pieces)))
        {
            await stream.WriteAsync(piece, cancellation);
            await stream.FlushAsync(cancellation);
            await Task.Delay(time / Pieces, cancellation);
        }
    }
}
