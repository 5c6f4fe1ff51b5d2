using Microsoft.AspNetCore.Http;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Hands requests on to the registry, and its answers back, as they are.</summary>
internal sealed class Forwarder(string registryAddress) : IDisposable
{
    private static readonly string[] OfOneConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Host"];

    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The registry's answer to the request, with this body where it has one.</summary>
    public async Task<HttpResponseMessage> Send(HttpContext context, HttpContent? body)
    {
        var from = context.Request;
        using var request = new HttpRequestMessage(
            new HttpMethod(from.Method),
            new Uri($"http://{registryAddress}{from.Path.ToUriComponent()}{from.QueryString}")
        )
        {
            Content = body ?? (from.ContentLength is 0 ? new ByteArrayContent([]) : null),
        };
        // The registry's Location headers point to whom it was asked as.
        request.Headers.Host = from.Host.Value;
        foreach (var (name, values) in from.Headers.Where(header => IsPassedOn(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) && name != "Content-Length")
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
    }

    /// <summary>The whole way there and back.</summary>
    public async Task Pass(HttpContext context, RegistryRequest request)
    {
        using var body = request.HasBody ? new StreamContent(context.Request.Body) : null;
        if (body is not null)
        {
            body.Headers.ContentLength = context.Request.ContentLength;
        }

        using var answer = await Send(context, body);
        Head(context, answer);
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>Gives back the answer's status and headers.</summary>
    public static void Head(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (
            var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => IsPassedOn(header.Key))
        )
        {
            context.Response.Headers[name] = values.ToArray();
        }
    }

    public void Dispose() => client.Dispose();

    private static bool IsPassedOn(string header) =>
        !OfOneConnection.Contains(header, StringComparer.OrdinalIgnoreCase);
}
