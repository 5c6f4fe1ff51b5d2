using Microsoft.AspNetCore.Http;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>Spoils the body of a request, or of an answer to one that has none; the body is read whole before.</summary>
internal sealed class BodyFault(Forwarder forwarder, FaultRule rule)
{
    public Task Inject(HttpContext context, RegistryRequest request) =>
        request.HasBody ? InRequest(context) : InAnswer(context);

    private async Task InRequest(HttpContext context)
    {
        var content = await Whole(context.Request.Body, context.RequestAborted);
        using var body = Spoiled(content);
        try
        {
            using var answer = await forwarder.Send(context, body);
            if (rule.Kind is FaultKind.ResetAfterBody)
            {
                context.ResetConnection();
                return;
            }

            Forwarder.Head(context, answer);
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException) when (rule.Kind is FaultKind.ResetInBody)
        {
            context.ResetConnection();
        }
    }

    private HttpContent Spoiled(byte[] content) =>
        rule.Kind switch
        {
            FaultKind.ResetInBody => new BrokenContent(content),
            FaultKind.TruncatedBody => new ByteArrayContent(content, 0, content.Length / 2),
            FaultKind.CorruptedBody => new ByteArrayContent(Corrupted(content)),
            FaultKind.SlowDrip => new DrippingContent(content, rule.Time),
            _ => new ByteArrayContent(content),
        };

    private async Task InAnswer(HttpContext context)
    {
        using var answer = await forwarder.Send(context, null);
        var content = HttpMethods.IsHead(context.Request.Method)
            ? []
            : await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (content.Length == 0 && rule.Kind is FaultKind.ResetInBody)
        {
            context.ResetConnection();
            return;
        }

        Forwarder.Head(context, answer);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentLength = content.Length;
        }

        await WriteSpoiled(context, content);
    }

    private async Task WriteSpoiled(HttpContext context, byte[] content)
    {
        var (body, cancellation) = (context.Response.Body, context.RequestAborted);
        switch (rule.Kind)
        {
            case FaultKind.SlowDrip:
                await Drip.Into(body, content, rule.Time, cancellation);
                return;
            case FaultKind.CorruptedBody:
                await body.WriteAsync(Corrupted(content), cancellation);
                return;
            // The server closes a connection on which it has sent less than it announced.
            case FaultKind.TruncatedBody:
                await body.WriteAsync(content.AsMemory(0, content.Length / 2), cancellation);
                await body.FlushAsync(cancellation);
                return;
            case FaultKind.ResetInBody:
                await body.WriteAsync(content.AsMemory(0, content.Length / 2), cancellation);
                break;
            default:
                await body.WriteAsync(content, cancellation);
                break;
        }

        await body.FlushAsync(cancellation);
        context.ResetConnection();
    }

    private static async Task<byte[]> Whole(Stream body, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await body.CopyToAsync(memory, cancellation);
        return memory.ToArray();
    }

    private static byte[] Corrupted(byte[] content)
    {
        byte[] spoiled = [.. content];
        if (spoiled.Length > 0)
        {
            spoiled[spoiled.Length / 2] ^= 1;
        }

        return spoiled;
    }
}
