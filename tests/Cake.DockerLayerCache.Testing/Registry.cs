using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

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

    private static Stream Must(HttpResponseMessage response) =>
        response.EnsureSuccessStatusCode().Content.ReadAsStream();

    private IEnumerable<string> Layers(string repository, string reference)
    {
        using var response = Get($"{repository}/manifests/{reference}", ManifestTypes);
        using var manifest = JsonDocument.Parse(Must(response));
        return manifest.RootElement.TryGetProperty("manifests", out var manifests)
            // An index: the image, and an attestation of it whose platform is unknown.
            ? Layers(repository, manifests.EnumerateArray().First(IsImage).GetProperty("digest").GetString()!)
            :
            [
                .. manifest
                    .RootElement.GetProperty("layers")
                    .EnumerateArray()
                    .Select(layer => layer.GetProperty("digest").GetString()!),
            ];
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
