using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>An image that stands in a registry.</summary>
internal sealed record RemoteImage(string Digest, bool IsIndex, IReadOnlyDictionary<string, string> Labels);

/// <summary>What docker says of an image in a registry; a null image and a message where it cannot be read.</summary>
internal sealed record RemoteAnswer(RemoteImage? Image, string Message)
{
    public bool IsAbsent => Image is null && DockerMessage.SaysNotFound(Message);
}

/// <summary>Asks registries for images, through docker. Without buildx that means to pull them.</summary>
internal sealed class RemoteImages(IDocker docker, EngineFacts facts, string? builder)
{
    private const string WithBuildx = """{"manifest":{{json .Manifest}},"image":{{json .Image}}}""";
    private const string InStore = """{"digests":{{json .RepoDigests}},"labels":{{json .Config.Labels}}}""";

    public RemoteAnswer Find(string reference) =>
        facts.Builder == BuilderKind.Buildx ? Ask(reference) : Pull(reference);

    /// <summary>Brings an image into the local store.</summary>
    public RemoteAnswer Pull(string reference)
    {
        var pulled = docker.Run(DockerCommand.Pull(reference));
        if (!pulled.Succeeded)
        {
            return new RemoteAnswer(null, pulled.Message);
        }

        var answer = docker.Run(DockerCommand.Of("image", "inspect", "--format", InStore, reference));
        return Read(answer, Stored);
    }

    private RemoteAnswer Ask(string reference) =>
        Read(docker.Run(DockerCommand.InspectRemote(builder).With("--format", WithBuildx, reference)), Remote);

    private static RemoteAnswer Read(DockerAnswer answer, Func<JsonElement, RemoteImage?> read)
    {
        if (!answer.Succeeded)
        {
            return new RemoteAnswer(null, answer.Message);
        }

        var text = string.Join('\n', answer.Output);
        try
        {
            using var document = JsonDocument.Parse(text);
            return new RemoteAnswer(read(document.RootElement), text);
        }
        catch (JsonException)
        {
            return new RemoteAnswer(null, text);
        }
    }

    private static RemoteImage? Remote(JsonElement root) =>
        root.GetProperty("manifest") is var manifest && manifest.Text("digest") is { } digest
            ? new RemoteImage(
                digest,
                manifest.Text("mediaType") is { } type
                    && (
                        type.Contains("index", StringComparison.Ordinal)
                        || type.Contains("list", StringComparison.Ordinal)
                    ),
                Labels(root.GetProperty("image"))
            )
            : null;

    private static RemoteImage? Stored(JsonElement root) =>
        root.GetProperty("digests") is { ValueKind: JsonValueKind.Array } digests
        && digests.EnumerateArray().Select(digest => digest.GetString()).FirstOrDefault() is { } found
            ? new RemoteImage(
                found[(found.IndexOf('@', StringComparison.Ordinal) + 1)..],
                IsIndex: false,
                Dictionary(root, "labels")
            )
            : null;

    // Of an index it is one image for each platform; they are built together, and of one version.
    private static IReadOnlyDictionary<string, string> Labels(JsonElement image) =>
        image.ValueKind != JsonValueKind.Object ? new Dictionary<string, string>(StringComparer.Ordinal)
        : image.TryGetProperty("config", out var config) ? Dictionary(config, "Labels")
        : image.EnumerateObject().Select(platform => Labels(platform.Value)).FirstOrDefault(labels => labels.Count > 0)
            ?? new Dictionary<string, string>(StringComparer.Ordinal);

    private static Dictionary<string, string> Dictionary(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var labels)
        && labels.ValueKind == JsonValueKind.Object
            ? labels
                .EnumerateObject()
                .Where(label => label.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal)
            : [];
}
