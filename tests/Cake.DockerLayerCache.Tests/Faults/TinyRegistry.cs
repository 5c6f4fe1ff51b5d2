using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cake.DockerLayerCache.Tests.Faults;

/// <summary>Answers as a registry does, gives the same content for everything, and remembers what it was brought.</summary>
internal sealed class TinyRegistry : IDisposable
{
    public const string Digest = "sha256:content";

    private readonly WebApplication server;
    private readonly ConcurrentQueue<(string Request, byte[] Body)> received = new();

    public TinyRegistry()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(Answer);
        server.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(server.Urls.Single()).Authority;
    }

    public static byte[] Content { get; } = [.. Enumerable.Range(0, 100_000).Select(number => (byte)(number * 7))];

    public string Address { get; }

    /// <summary>What came whole, as <c>PUT /v2/…</c>, with its body.</summary>
    public IReadOnlyCollection<(string Request, byte[] Body)> Received => received;

    public void Dispose() => server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        received.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", body.ToArray()));
        response.Headers["Docker-Content-Digest"] = Digest;
        switch (request.Method)
        {
            case "GET":
                response.ContentLength = Content.Length;
                await response.Body.WriteAsync(Content, context.RequestAborted);
                break;
            case "HEAD":
                response.ContentLength = Content.Length;
                break;
            case "POST":
                response.StatusCode = StatusCodes.Status202Accepted;
                response.Headers.Location = $"http://{request.Host}{request.Path}1?_state=x%2Fy";
                break;
            default:
                response.StatusCode = StatusCodes.Status201Created;
                break;
        }
    }
}
