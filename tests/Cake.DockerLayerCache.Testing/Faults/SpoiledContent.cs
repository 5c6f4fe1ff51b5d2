using System.Net;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>A request's body that breaks off in the middle, so that the registry sees the connection end.</summary>
internal sealed class BrokenContent(byte[] content) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(content.AsMemory(0, content.Length / 2));
        await stream.FlushAsync();
        throw new IOException("broken off on purpose");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}

/// <summary>A request's body in small pieces.</summary>
internal sealed class DrippingContent(byte[] content, TimeSpan time) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        Drip.Into(stream, content, time, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}
