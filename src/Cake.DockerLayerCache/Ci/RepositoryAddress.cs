using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Ci;

/// <summary>
/// The address of a Git repository without who asks: <c>https://host:8443/owner/name.git</c>,
/// <c>ssh://git@host:2222/owner/name</c> and <c>git@host:owner/name</c> are one place on three ways.
/// </summary>
internal sealed class RepositoryAddress
{
    private const string SchemeEnd = "://";

    /// <summary>Where a browser finds it.</summary>
    public required string Link { get; init; }

    /// <summary>The same for all ways: the host and the path.</summary>
    public required string Place { get; init; }

    /// <summary>Null where there is none.</summary>
    public static RepositoryAddress? Of(string? address)
    {
        if (CiText.NotBlank(address) is not { } text)
        {
            return null;
        }

        // A password may hold what else ends it.
        text = UrlCredentials.Masked(text);
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var scheme = end < 0 ? null : text[..end].ToLowerInvariant();
        var rest = end < 0 ? text : text[(end + SchemeEnd.Length)..];
        // Without a scheme, a colon stands where the path begins.
        var slash = scheme is null ? rest.IndexOfAny([':', '/']) : rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var server = authority[(authority.LastIndexOf('@') + 1)..];
        var path = slash < 0 ? "" : $"/{rest[(slash + 1)..].Trim('/')}";
        var host = server.LastIndexOf(':') is var colon and >= 0 && !server.EndsWith(']') ? server[..colon] : server;
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        return new RepositoryAddress
        {
            Link = scheme is "http" or "https" ? $"{scheme}://{server}{path}" : $"https://{host}{path}",
            Place = host + path,
        };
    }
}
