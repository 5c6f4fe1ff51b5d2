using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>The names that docker gives an image, as one repository and its tags.</summary>
internal static class ImageTags
{
    public static (string Image, string[] Tags) Of(IReadOnlyList<string> names)
    {
        var split = names.Select(Split).ToList();
        return split.FirstOrDefault(each => each.Image != split[0].Image) is { Image: not null } other
            ? throw CakeDockerProblems.TwoImages(split[0].Image, other.Image)
            : (split[0].Image, [.. split.Select(each => each.Tag)]);
    }

    private static (string Image, string Tag) Split(string name)
    {
        var (repository, tag, digest) = ImageName.Split(name);
        return digest is null
            ? (repository, tag ?? ImageTag.Latest.Value)
            : throw InputProblems.DigestInImage("Tag", name, repository);
    }
}
