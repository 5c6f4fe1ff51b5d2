namespace Cake.DockerLayerCache.References;

/// <summary>A repository and a tag in it.</summary>
internal sealed record ImageReference(ImageName Name, ImageTag Tag)
{
    public override string ToString() => $"{Name}:{Tag}";
}
