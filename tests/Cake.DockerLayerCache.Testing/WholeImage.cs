using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cake.DockerLayerCache.Testing;

/// <summary>
/// Whether all that a tag stands for is in the registry, byte by byte what its digests say, and of types that an engine
/// knows.
/// </summary>
public sealed class WholeImage(Registry registry, string repository)
{
    private const string Docker = "application/vnd.docker.";
    private const string Oci = "application/vnd.oci.image.";

    private static readonly string[] ManifestTypes =
    [
        $"{Docker}distribution.manifest.v2+json",
        $"{Docker}distribution.manifest.list.v2+json",
        $"{Oci}manifest.v1+json",
        $"{Oci}index.v1+json",
    ];

    private static readonly string[] BlobTypes =
    [
        $"{Docker}container.image.v1+json",
        $"{Docker}image.rootfs.diff.tar.gzip",
        $"{Oci}config.v1+json",
        $"{Oci}layer.v1.tar+gzip",
        "application/vnd.buildkit.cacheconfig.v0",
    ];

    /// <summary>What is missing or different; nothing where the image is whole.</summary>
    public IReadOnlyList<string> Problems(string reference)
    {
        if (registry.Manifest(repository, reference) is not { } manifest)
        {
            return [$"{repository}:{reference} has no manifest"];
        }

        var digest = Registry.DigestOf(manifest.Content);
        var problems = new List<string>();
        if (digest != manifest.Digest)
        {
            problems.Add($"{repository}:{reference} is said to be {manifest.Digest}, and its bytes are {digest}");
        }

        try
        {
            var parts = Parts(JsonNode.Parse(manifest.Content)!);
            return [.. problems, .. parts.SelectMany(Problems)];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or NullReferenceException)
        {
            return [.. problems, $"{repository}:{reference} is no manifest: {broken.Message} {Text(manifest.Content)}"];
        }
    }

    private static List<JsonNode> Parts(JsonNode manifest) =>
        manifest["manifests"] is JsonArray manifests
            ? [.. manifests.Select(part => part!)]
            // An image of nothing has null for its layers.
            : [manifest["config"]!, .. (manifest["layers"] as JsonArray ?? []).Select(part => part!)];

    private IEnumerable<string> Problems(JsonNode part)
    {
        var (type, digest) = ($"{part["mediaType"]}", $"{part["digest"]}");
        if (ManifestTypes.Contains(type, StringComparer.Ordinal))
        {
            return Problems(digest);
        }

        var blob = registry.Blob(repository, digest);
        return blob is null ? [$"{repository} has no blob {digest}"]
            : Registry.DigestOf(blob) != digest ? [$"{repository} has other bytes for the blob {digest}"]
            : $"{part["size"]}" != $"{blob.Length}" ? [$"{digest} is said to have {part["size"]} bytes"]
            : !BlobTypes.Contains(type, StringComparer.Ordinal) ? [$"{digest} is said to be '{type}'"]
            : [];
    }

    private static string Text(byte[] content) => System.Text.Encoding.UTF8.GetString(content);
}
