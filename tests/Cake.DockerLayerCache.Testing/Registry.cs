using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cake.DockerLayerCache.Testing;

/// <summary>Reads a registry over HTTP, without any docker.</summary>
public sealed class Registry(string address) : IDisposable
{
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json",
    ];

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri($"http://{address}/v2/"),
    };

    /// <summary>The tags of a repository; none where there is no such repository.</summary>
    public IReadOnlyList<string> Tags(string repository)
    {
        using var response = Get($"{repository}/tags/list");
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        using var list = JsonDocument.Parse(Must(response));
        var tags = list.RootElement.GetProperty("tags");
        return tags.ValueKind == JsonValueKind.Null ? [] : [.. tags.EnumerateArray().Select(tag => tag.GetString()!)];
    }

    /// <summary>The digest a tag stands for.</summary>
    public string Digest(string repository, string tag)
    {
        using var response = Get($"{repository}/manifests/{tag}", ManifestTypes);
        Must(response).Dispose();
        return response.Headers.GetValues("Docker-Content-Digest").Single();
    }

    /// <summary>The tags of a repository, with the digests they stand for.</summary>
    public IReadOnlyDictionary<string, string> Digests(string repository) =>
        Tags(repository).ToDictionary(tag => tag, tag => Digest(repository, tag), StringComparer.Ordinal);

    /// <summary>Lets a tag stand for what another one stands for.</summary>
    public void Copy(string repository, string source, string tag)
    {
        using var image = Get($"{repository}/manifests/{source}", ManifestTypes);
        PutManifest(repository, tag, Content(image), image);
    }

    /// <summary>Makes an image that has one file more, and is so another one down to its layers.</summary>
    public void Vary(string repository, string tag, string variant)
    {
        using var image = Get($"{repository}/manifests/{tag}", ManifestTypes);
        var manifest = JsonNode.Parse(Must(image))!;
        var config = Config(repository, manifest);

        var layer = OneFile(variant);
        config["rootfs"]!["diff_ids"]!.AsArray().Add(DigestOf(layer));
        (config["history"] as JsonArray)?.Add(new JsonObject { ["created_by"] = $"one file more: {variant}" });
        var packed = Packed(layer);
        var content = Encoding.UTF8.GetBytes(config.ToJsonString());
        var layers = manifest["layers"]!.AsArray();
        layers.Add(
            new JsonObject
            {
                ["mediaType"] = layers[0]!["mediaType"]!.GetValue<string>(),
                ["size"] = packed.Length,
                ["digest"] = DigestOf(packed),
            }
        );
        manifest["config"]!["digest"] = DigestOf(content);
        manifest["config"]!["size"] = content.Length;
        Upload(repository, packed);
        Upload(repository, content);
        PutManifest(repository, variant, Encoding.UTF8.GetBytes(manifest.ToJsonString()), image);
    }

    /// <summary>Loses the layers of all that a repository has; the manifests stay.</summary>
    public void LoseLayers(string repository)
    {
        foreach (
            var layer in Tags(repository).SelectMany(tag => Layers(repository, tag)).ToHashSet(StringComparer.Ordinal)
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"{repository}/blobs/{layer}");
            client.Send(request).EnsureSuccessStatusCode().Dispose();
        }
    }

    /// <summary>The record that a build has left with its cache, as JSON.</summary>
    public string Record(string repository)
    {
        using var image = Get($"{repository}/manifests/layercache-record", ManifestTypes);
        var labels = Config(repository, JsonNode.Parse(Must(image))!)["config"]!["Labels"]!.AsObject();
        var text = string.Concat(
            labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => label.Value!.GetValue<string>())
        );
        using var unpacked = new DeflateStream(
            new MemoryStream(Convert.FromBase64String(text)),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(unpacked);
        return reader.ReadToEnd();
    }

    /// <summary>The content of the topmost file of an image whose path ends so; unpacked where it is gzip itself.</summary>
    public string File(string repository, string tag, string pathEnd)
    {
        foreach (var layer in Layers(repository, tag).Reverse())
        {
            using var response = Get($"{repository}/blobs/{layer}");
            using var unpacked = new GZipStream(Must(response), CompressionMode.Decompress);
            using var tar = new TarReader(unpacked);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is not null && entry.Name.EndsWith(pathEnd, StringComparison.Ordinal))
                {
                    return Text(entry.DataStream);
                }
            }
        }

        throw new FileNotFoundException($"{repository}:{tag} holds no file {pathEnd}");
    }

    public void Dispose() => client.Dispose();

    /// <summary>A manifest as the registry gives it; null where it has none.</summary>
    internal (byte[] Content, string? Digest)? Manifest(string repository, string reference)
    {
        using var response = Get($"{repository}/manifests/{reference}", ManifestTypes);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        var digest = response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.First() : null;
        return (Content(response), digest);
    }

    /// <summary>A blob as the registry gives it; null where it has none.</summary>
    internal byte[]? Blob(string repository, string digest)
    {
        using var response = Get($"{repository}/blobs/{digest}");
        return response.IsSuccessStatusCode ? Content(response) : null;
    }

    internal static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static byte[] OneFile(string name)
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name));
        }

        return memory.ToArray();
    }

    private static byte[] Packed(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }

    private JsonNode Config(string repository, JsonNode manifest)
    {
        using var found = Get($"{repository}/blobs/{manifest["config"]!["digest"]}");
        return JsonNode.Parse(Must(found))!;
    }

    /// <summary>Lets a tag stand for a manifest, of the type of an image that was read.</summary>
    private void PutManifest(string repository, string tag, byte[] content, HttpResponseMessage image) =>
        Send(
                HttpMethod.Put,
                new Uri($"{repository}/manifests/{tag}", UriKind.Relative),
                content,
                image.Content.Headers.ContentType!.MediaType!
            )
            .Dispose();

    private void Upload(string repository, byte[] content)
    {
        using var begun = Send(HttpMethod.Post, new Uri($"{repository}/blobs/uploads/", UriKind.Relative), [], "");
        var place = new UriBuilder(new Uri(client.BaseAddress!, begun.Headers.Location!));
        place.Query += $"&digest={DigestOf(content)}";
        Send(HttpMethod.Put, place.Uri, content, "application/octet-stream").Dispose();
    }

    private HttpResponseMessage Send(HttpMethod method, Uri place, byte[] content, string type)
    {
        using var request = new HttpRequestMessage(method, place) { Content = new ByteArrayContent(content) };
        if (type.Length > 0)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return client.Send(request).EnsureSuccessStatusCode();
    }

    private static string Text(Stream content)
    {
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        memory.Position = 0;
        var isGzip = memory.Length > 2 && memory.ReadByte() == 0x1f && memory.ReadByte() == 0x8b;
        memory.Position = 0;
        using Stream plain = isGzip ? new GZipStream(memory, CompressionMode.Decompress) : memory;
        using var reader = new StreamReader(plain, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static byte[] Content(HttpResponseMessage response)
    {
        using var content = new MemoryStream();
        Must(response).CopyTo(content);
        return content.ToArray();
    }

    private static Stream Must(HttpResponseMessage response) =>
        response.EnsureSuccessStatusCode().Content.ReadAsStream();

    private IEnumerable<string> Layers(string repository, string reference)
    {
        using var response = Get($"{repository}/manifests/{reference}", ManifestTypes);
        using var manifest = JsonDocument.Parse(Must(response));
        return manifest.RootElement.TryGetProperty("manifests", out var manifests)
                // An index: the image, and an attestation of it whose platform is unknown.
                ? Layers(repository, manifests.EnumerateArray().First(IsImage).GetProperty("digest").GetString()!)
            : manifest.RootElement.GetProperty("layers") is { ValueKind: JsonValueKind.Array } layers
                ? [.. layers.EnumerateArray().Select(layer => layer.GetProperty("digest").GetString()!)]
            : [];
    }

    private static bool IsImage(JsonElement manifest) =>
        manifest.GetProperty("platform").GetProperty("os").GetString() != "unknown";

    private HttpResponseMessage Get(string path, params IEnumerable<string> accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var type in accepted)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return client.Send(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
