using System.Net;
using System.Text.Json.Nodes;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What the registry has of a repository, asked of itself.</summary>
public static class PushedTags
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    public static IReadOnlyList<string> Of(string repository)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"http://{Beds.Registry.Address}/v2/{repository}/tags/list"
        );
        using var answer = Client.Send(request);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        using var body = answer.EnsureSuccessStatusCode().Content.ReadAsStream();
        return [.. JsonNode.Parse(body)!["tags"]!.AsArray().Select(tag => tag!.GetValue<string>())];
    }
}
