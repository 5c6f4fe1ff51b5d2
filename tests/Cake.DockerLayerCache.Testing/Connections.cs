using System.Net.Sockets;

namespace Cake.DockerLayerCache.Testing;

/// <summary>The connections that a relay is asked for.</summary>
internal static class Connections
{
    /// <summary>Takes one after the other, until it is stopped.</summary>
    public static async Task TakeEach<T>(
        Func<CancellationToken, ValueTask<T>> accept,
        Func<T, Task> relay,
        CancellationToken stop
    )
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = relay(await accept(stop));
            }
            catch (SocketException)
            {
                // Whoever asked has given up, or it is being stopped.
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
