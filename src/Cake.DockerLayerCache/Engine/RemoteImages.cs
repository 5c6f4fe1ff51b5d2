using System.Text.Json;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Engine;

/// <summary>An image that stands in a registry.</summary>
internal sealed class RemoteImage(string digest, bool isIndex, IReadOnlyDictionary<string, string> labels)
{
    public string Digest => digest;

    public bool IsIndex => isIndex;

    public IReadOnlyDictionary<string, string> Labels => labels;
}

/// <summary>What docker says of an image in a registry; a null image and a message where it cannot be read.</summary>
internal sealed class RemoteAnswer(RemoteImage? image, string message)
{
    public RemoteImage? Image => image;

    public string Message => message;

    public bool IsAbsent => Failure is { IsAbsence: true };

    public bool IsOfConnection => Failure is { IsOfConnection: true };

    public bool IsRefused => Failure is { Kind: FailureKind.Unauthorised };

    private DockerFailure? Failure => Image is null ? DockerFailure.Of(Message) : null;
}

/// <summary>The digest of a reference; null where docker does not tell it, and why where it failed.</summary>
internal readonly record struct RemoteDigest(string? Value, DockerFailure? Failure);

/// <summary>Asks registries for images, through docker. Without buildx that means to pull them.</summary>
internal sealed class RemoteImages(IDocker docker, EngineFacts facts, string? builder)
{
    private const string WithBuildx = """{"manifest":{{json .Manifest}},"image":{{json .Image}}}""";
    private const string InlineCache = "moby.buildkit.cache.v0";
    private const string InStore = """{"digests":{{json .RepoDigests}},"labels":{{json .Config.Labels}}}""";

    /// <summary>Whether asking for an image brings it into the local store.</summary>
    public bool ArePulled => facts.Builder != BuilderKind.Buildx;

    public RemoteAnswer Find(string reference) =>
        ArePulled ? Pull(reference)
        : Ask(reference) is var answer && facts.BuildsInEngine && answer.IsOfConnection ? Pull(reference)
        : answer;

    /// <summary>The digest that a reference stands for in the registry, and nothing else of the image.</summary>
    public RemoteDigest Digest(string reference)
    {
        const string Marker = "Digest:";
        var answer = docker.Run(
            ArePulled ? DockerCommand.Pull(reference) : DockerCommand.InspectRemote(builder).With(reference)
        );
        return answer.Failure is { } failure
            ? new RemoteDigest(null, failure)
            : new RemoteDigest(
                answer
                    .Output.Select(line => line.Trim())
                    .FirstOrDefault(line => line.StartsWith(Marker, StringComparison.Ordinal))
                    ?[Marker.Length..].Trim(),
                null
            );
    }

    /// <summary>The manifest a reference stands for in the registry; null where docker does not give it.</summary>
    public RemoteManifest? Manifest(string reference) =>
        RawAnswer(reference) is { Succeeded: true } answer ? RemoteManifest.Of(answer.Output) : null;

    /// <summary>Whether the digest that docker tells after a push is the registry's word, and not its own.</summary>
    public bool TakesTheRegistrysWord => !ArePulled && facts.BuildsInEngine && !facts.ContainerdStore;

    /// <summary>
    /// The digest of the configuration of an image that was found: of another build it is another one, and of a damaged
    /// manifest the same. Of an index, the digests of its manifests. Null where it has none that can be read.
    /// </summary>
    public string? Configuration(string reference)
    {
        if (ArePulled)
        {
            // It was pulled to be found.
            var answer = docker.Run(DockerCommand.Of("image", "inspect", "--format", "{{.Id}}", reference));
            return answer is { Succeeded: true, Output: [var id, ..] } ? id : null;
        }

        using var manifest = Raw(reference);
        return manifest?.RootElement is not { ValueKind: JsonValueKind.Object } root ? null
            : root.TryGetProperty("config", out var config) ? config.Text("digest")
            : root.TryGetProperty("manifests", out var manifests) && manifests.ValueKind == JsonValueKind.Array
                ? string.Join(' ', manifests.EnumerateArray().Select(each => each.Text("digest")))
            : null;
    }

    /// <summary>
    /// Whether BuildKit can reuse steps of an image: its configuration carries inline cache metadata. Null where that
    /// cannot be found out, as without buildx.
    /// </summary>
    public bool? HasInlineCache(string reference)
    {
        if (ArePulled || Raw(reference) is not { } manifest)
        {
            return null;
        }

        using (manifest)
        {
            // An index is a cache export, or an image of several platforms: the first stands for all.
            if (manifest.RootElement.TryGetProperty("manifests", out var manifests))
            {
                return manifests.EnumerateArray().Select(each => each.Text("digest")).FirstOrDefault() is { } digest
                    && (
                        manifests.EnumerateArray().Any(each => IsCache(each.Text("mediaType")))
                        || HasInlineCache($"{WithoutTag(reference)}@{digest}") != false
                    );
            }

            if (
                !manifest.RootElement.TryGetProperty("config", out var config)
                || config.Text("digest") is not { } configuration
            )
            {
                return null;
            }

            if (IsCache(config.Text("mediaType")))
            {
                return true;
            }

            using var content = Raw($"{WithoutTag(reference)}@{configuration}");
            return content?.RootElement.TryGetProperty(InlineCache, out _);
        }
    }

    /// <summary>Brings an image into the local store.</summary>
    public RemoteAnswer Pull(string reference)
    {
        var pulled = docker.Run(DockerCommand.Pull(reference));
        if (!pulled.Succeeded)
        {
            return new RemoteAnswer(null, pulled.Message);
        }

        var answer = docker.Run(DockerCommand.Of("image", "inspect", "--format", InStore, reference));
        return Read(answer, root => Stored(root, $"{ImageName.FamiliarName(reference)}@"));
    }

    private static bool IsCache(string? mediaType) =>
        mediaType?.Contains("buildkit.cacheconfig", StringComparison.Ordinal) == true;

    private static string WithoutTag(string reference) => ImageName.Split(reference).Repository;

    private JsonDocument? Raw(string reference)
    {
        var answer = RawAnswer(reference);
        return answer.Succeeded ? Parse(answer) : null;
    }

    private DockerAnswer RawAnswer(string reference) =>
        docker.Run(DockerCommand.InspectRemote(builder).With("--raw", reference));

    /// <summary>Null where it is no JSON, whatever it is.</summary>
    private static JsonDocument? Parse(DockerAnswer answer)
    {
        try
        {
            return JsonDocument.Parse(string.Join('\n', answer.Output));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private RemoteAnswer Ask(string reference) =>
        Read(docker.Run(DockerCommand.InspectRemote(builder).With("--format", WithBuildx, reference)), Remote);

    private static RemoteAnswer Read(DockerAnswer answer, Func<JsonElement, RemoteImage?> read)
    {
        if (!answer.Succeeded)
        {
            return new RemoteAnswer(null, answer.Message);
        }

        using var document = Parse(answer);
        return new RemoteAnswer(document is null ? null : read(document.RootElement), string.Join('\n', answer.Output));
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

    // In another repository the same image may have another digest.
    private static RemoteImage? Stored(JsonElement root, string repository) =>
        root.GetProperty("digests") is { ValueKind: JsonValueKind.Array } digests
        && digests
            .EnumerateArray()
            .Select(digest => digest.GetString())
            .MaxBy(digest => digest?.StartsWith(repository, StringComparison.Ordinal))
            is { } found
            ? new RemoteImage(
                found[(found.IndexOf('@', StringComparison.Ordinal) + 1)..],
                isIndex: false,
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
