using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing;

/// <summary>Stands in front of a registry on loopback and counts the bytes that go each way.</summary>
public sealed partial class RegistryRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly IPEndPoint registry;
    private readonly ConcurrentQueue<string> requests = new();
    private long pulled;
    private long pushed;

    public RegistryRelay(string registryAddress)
    {
        registry = IPEndPoint.Parse(registryAddress);
        listener.Start();
        Address = listener.LocalEndpoint.ToString()!;
        _ = Connections.TakeEach(listener.AcceptTcpClientAsync, Relay, stop.Token);
    }

    /// <summary>What image names begin with, to go through here.</summary>
    public string Address { get; }

    public long Pulled => Interlocked.Read(ref pulled);

    public long Pushed => Interlocked.Read(ref pushed);

    /// <summary>What was asked of the registry, as <c>GET /v2/app/manifests/latest</c>.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Is waited for before a request goes on to the registry; one that it fails for goes no further.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void Reset()
    {
        requests.Clear();
        Interlocked.Exchange(ref pulled, 0);
        Interlocked.Exchange(ref pushed, 0);
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task Relay(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(registry, stop.Token);
                Task[] copies =
                [
                    Copy(client, server, Pushing),
                    Copy(
                        server,
                        client,
                        bytes =>
                        {
                            Interlocked.Add(ref pulled, bytes.Length);
                            return Task.CompletedTask;
                        }
                    ),
                ];
                // One that fails ends both; one that comes to its end does not.
                await await Task.WhenAny(copies);
                await Task.WhenAll(copies);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // A connection that breaks on one side breaks on the other, as it would without the relay.
            }
        }
    }

    // A client writes the head of a request at once, so that it is whole in what is read here.
    private async Task Pushing(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Add(ref pushed, bytes.Length);
        foreach (Match match in RequestHead().Matches(Encoding.Latin1.GetString(bytes.Span)))
        {
            var request = match.Groups["head"].Value;
            requests.Enqueue(request);
            await Before(request);
        }
    }

    [GeneratedRegex(
        @"(?:^|\n)(?<head>(?:GET|HEAD|PUT|POST|PATCH|DELETE) /v2/\S*) HTTP/1",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex RequestHead();

    private async Task Copy(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, Task> count)
    {
        var buffer = new byte[64 * 1024];
        var (source, sink) = (from.GetStream(), to.GetStream());
        int read;
        while ((read = await source.ReadAsync(buffer, stop.Token)) > 0)
        {
            await count(buffer.AsMemory(0, read));
            await sink.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }

        to.Client.Shutdown(SocketShutdown.Send);
    }
}
