using System.Net.Sockets;
using System.Text;

namespace Cake.DockerLayerCache.Testing;

/// <summary>Makes the BuildKit inside an engine one that buildx reaches as a remote builder, and not through the engine.</summary>
public sealed class BuildKitRelay : IDisposable
{
    private const string Upgrade = "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
    private const string EndOfHead = "\r\n\r\n";

    private readonly TemporaryFolder folder = new("buildkit");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly UnixDomainSocketEndPoint engine;

    public BuildKitRelay(Bed bed)
    {
        engine = new UnixDomainSocketEndPoint(new Uri(bed.Environment["DOCKER_HOST"]).AbsolutePath);
        var path = Path.Combine(folder.Path, "buildkit.sock");
        Address = $"unix://{path}";
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _ = Connections.TakeEach(listener.AcceptAsync, Relay, stop.Token);
    }

    /// <summary>What <c>docker buildx create --driver remote</c> takes.</summary>
    public string Address { get; }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    private async Task Relay(Socket accepted)
    {
        using var client = accepted;
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await server.ConnectAsync(engine, stop.Token);
            await server.SendAsync(Encoding.ASCII.GetBytes(Upgrade), stop.Token);
            await SkipHead(server);
            Task[] copies = [Copy(client, server), Copy(server, client)];
            // One that fails ends both; one that comes to its end does not.
            await await Task.WhenAny(copies);
            await Task.WhenAll(copies);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection that breaks on one side breaks on the other.
        }
    }

    private async Task SkipHead(Socket server)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith(EndOfHead, StringComparison.Ordinal))
        {
            head.Append(await server.ReceiveAsync(one, stop.Token) == 1 ? (char)one[0] : EndOfHead);
        }
    }

    private async Task Copy(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer, stop.Token)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, read), stop.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
