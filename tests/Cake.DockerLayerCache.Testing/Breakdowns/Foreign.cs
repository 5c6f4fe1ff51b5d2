using System.Security.Cryptography;

namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>What somebody else has on the same engine, in the same registry and in the same configuration.</summary>
public sealed class Foreign
{
    // buildx keeps its history of builds and its locks there; docker buildx build writes them, whoever runs it.
    // What it writes is renamed when it is whole: a buildx that is stopped meanwhile leaves that behind.
    private static readonly string[] BuildxNotes = ["buildx/refs/", "buildx/activity/", "buildx/.lock", "buildx/.tmp-"];

    private readonly Bed bed;
    private readonly string registryAddress;
    private readonly string name = $"foreign-{Guid.NewGuid():N}";

    public Foreign(Bed bed, string registryAddress)
    {
        this.bed = bed;
        this.registryAddress = registryAddress;
        Configure(bed);
        bed.Docker("pull", $"{registryAddress}/busybox:1");
        bed.Docker("tag", $"{registryAddress}/busybox:1", Image);
        bed.Docker("push", Image);
        bed.Docker(
            "run",
            "--name",
            name,
            "--volume",
            $"{Volume}:/data",
            Image,
            "sh",
            "-c",
            "echo foreign > /data/file"
        );
    }

    /// <summary>Leaves in the client's configuration a sign-in, a key that no docker knows, a context and a builder.</summary>
    public static void Configure(Bed bed)
    {
        File.WriteAllText(
            Path.Combine(bed.Environment["DOCKER_CONFIG"], "config.json"),
            """{ "auths": { "registry.example.com": { "auth": "Zm9yZWlnbjpub25l" } }, "foreign": { "kept": true } }"""
        );
        bed.Docker("context", "create", "foreign", "--docker", "host=tcp://127.0.0.1:9");
        if (bed.TryDocker("buildx", "version").ExitCode == 0)
        {
            bed.Docker("buildx", "create", "--name", "foreign-builder", "--driver", "docker-container");
        }
    }

    private string Volume => $"{name}-data";

    private string Image => $"{registryAddress}/{name}:1";

    /// <summary>All of it, to be compared.</summary>
    public string State()
    {
        using var registry = new Registry(registryAddress);
        return string.Join(
            '\n',
            [
                bed.Docker("inspect", Image, name, Volume).Output,
                bed.Docker("cp", $"{name}:/data/file", "-").Output,
                bed.TryDocker("buildx", "ls").Output,
                .. new[] { name, "busybox" }.SelectMany(
                    registry.Digests,
                    (each, tag) => $"{each}:{tag.Key} {tag.Value}"
                ),
                .. Configuration(),
            ]
        );
    }

    private IEnumerable<string> Configuration()
    {
        var folder = bed.Environment["DOCKER_CONFIG"];
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => !BuildxNotes.Any(note => file.StartsWith(note, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(file =>
                $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))))}"
            );
    }
}
