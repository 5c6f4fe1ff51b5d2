using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The named build contexts that stand for a stage or an image.</summary>
internal sealed class NamedContexts(IEnumerable<string> names)
{
    private readonly HashSet<string> names = names.Select(Familiar).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string stage) => stage is not ("scratch" or "context") && names.Contains(Familiar(stage));

    // As buildx and BuildKit compare them.
    private static string Familiar(string name)
    {
        var (_, tag, digest) = ImageName.Split(name);
        return ImageName.FamiliarName(name)
            + (tag is null or "latest" ? "" : $":{tag}")
            + (digest is null ? "" : $"@{digest}");
    }
}
