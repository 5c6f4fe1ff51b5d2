using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>What a registry has under a reference, byte by byte.</summary>
/// <param name="digest">Of its bytes.</param>
/// <param name="damage">What in it no engine can read; null where there is nothing.</param>
internal sealed class RemoteManifest(string digest, string? damage)
{
    public string Digest => digest;

    public string? Damage => damage;

    // What engines push out of a graph-driver store, and what BuildKit pushes.
    private static readonly string[] Types =
    [
        "application/vnd.docker.container.image.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.image.rootfs.diff.tar",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
        "application/vnd.docker.image.rootfs.foreign.diff.tar",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
        "application/vnd.oci.image.config.v1+json",
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.layer.nondistributable.v1.tar",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.oci.image.manifest.v1+json",
    ];

    public static RemoteManifest Of(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
        try
        {
            using var manifest = JsonDocument.Parse(text);
            return new RemoteManifest(digest, DamageOf(manifest.RootElement));
        }
        catch (JsonException e)
        {
            return new RemoteManifest(digest, $"it is no JSON: {e.Message}");
        }
    }

    private static string? DamageOf(JsonElement manifest) =>
        Parts(manifest)
            .Where(part => !Types.Contains(part.Text("mediaType"), StringComparer.Ordinal))
            .Select(part => $"its part {part.Text("digest")} is of the type '{part.Text("mediaType")}'")
            .FirstOrDefault();

    private static IEnumerable<JsonElement> Parts(JsonElement manifest) =>
        manifest.ValueKind != JsonValueKind.Object
            ? []
            : manifest
                .EnumerateObject()
                .SelectMany<JsonProperty, JsonElement>(field =>
                    field.Name switch
                    {
                        "config" => [field.Value],
                        "layers" or "manifests" when field.Value.ValueKind == JsonValueKind.Array =>
                        [
                            .. field.Value.EnumerateArray(),
                        ],
                        _ => [],
                    }
                );
}
