using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cake.DockerLayerCache.Testing.Faults;

internal static class ConnectionReset
{
    /// <summary>Ends the request's connection with a reset, where the server by itself would close it in order.</summary>
    public static void ResetConnection(this HttpContext context)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close(timeout: 0);
        context.Abort();
    }
}
