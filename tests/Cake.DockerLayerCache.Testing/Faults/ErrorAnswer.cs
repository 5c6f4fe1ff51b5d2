using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>A refusal in the words of a registry, or of the gateway in front of it.</summary>
internal sealed record ErrorAnswer(int Status, string Code, string Message)
{
    public static ErrorAnswer? Of(FaultKind kind, string path) =>
        kind switch
        {
            FaultKind.Unauthorized => new(401, "UNAUTHORIZED", "authentication required"),
            FaultKind.Forbidden => new(403, "DENIED", "requested access to the resource is denied"),
            FaultKind.NotFound when path.Contains("/manifests/", StringComparison.Ordinal) => new(
                404,
                "MANIFEST_UNKNOWN",
                "manifest unknown"
            ),
            FaultKind.NotFound when path.Contains("/uploads/", StringComparison.Ordinal) => new(
                404,
                "BLOB_UPLOAD_UNKNOWN",
                "blob upload unknown to registry"
            ),
            FaultKind.NotFound => new(404, "BLOB_UNKNOWN", "blob unknown to registry"),
            FaultKind.TooManyRequests or FaultKind.TooManyRequestsRetryAfter => new(
                429,
                "TOOMANYREQUESTS",
                "too many requests"
            ),
            FaultKind.InternalError => new(500, "UNKNOWN", "unknown error"),
            FaultKind.BadGateway => new(502, "", "<html><body><h1>502 Bad Gateway</h1></body></html>"),
            FaultKind.ServiceUnavailable => new(503, "UNAVAILABLE", "service unavailable"),
            _ => null,
        };

    public async Task Write(HttpContext context, FaultKind kind)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (kind == FaultKind.Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Basic realm=\"registry\"";
        }

        if (kind == FaultKind.TooManyRequestsRetryAfter)
        {
            response.Headers.RetryAfter = "1";
        }

        var text = Code.Length == 0 ? Message : $$"""{"errors":[{"code":"{{Code}}","message":"{{Message}}"}]}""";
        response.ContentType = Code.Length == 0 ? "text/html" : "application/json";
        response.ContentLength = Encoding.UTF8.GetByteCount(text);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.WriteAsync(text, context.RequestAborted);
        }
    }
}
