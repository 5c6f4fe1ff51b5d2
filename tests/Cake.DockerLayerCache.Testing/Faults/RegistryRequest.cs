using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>One request to a registry, as far as it matters for what goes wrong with it.</summary>
/// <param name="Method">GET, PUT and so on.</param>
/// <param name="Path">Without the query.</param>
/// <param name="HasBody">Whether it brings a body.</param>
internal sealed record RegistryRequest(string Method, string Path, bool HasBody)
{
    public static RegistryRequest Of(HttpContext context) =>
        new(
            context.Request.Method,
            context.Request.Path.Value ?? "",
            context.Request.ContentLength is not 0
                && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
        );

    /// <summary>Null for a request that is for no repository of these tests.</summary>
    public FaultTarget? Target =>
        IsIn(FaultRepositories.Cache) ? (IsRead ? FaultTarget.CacheRead : FaultTarget.CacheWrite)
        : IsIn(FaultRepositories.Image) ? OfImage
        : IsIn(FaultRepositories.Base) && IsRead ? FaultTarget.BasePull
        : null;

    /// <summary>Whether a body of the request or of its answer can be spoiled.</summary>
    public bool CanBeSpoiled => HasBody || HttpMethods.IsGet(Method);

    private bool IsRead => HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method);

    private FaultTarget OfImage =>
        HttpMethods.IsGet(Method) ? FaultTarget.ImageRead
        : Path.Contains("/blobs/", StringComparison.Ordinal) ? FaultTarget.ImagePush
        : HttpMethods.IsPut(Method) ? FaultTarget.TagPush
        : FaultTarget.ImageRead;

    private bool IsIn(string repositories) => Path.StartsWith($"/v2/{repositories}/", StringComparison.Ordinal);
}
