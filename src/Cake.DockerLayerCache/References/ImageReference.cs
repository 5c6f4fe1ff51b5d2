namespace Cake.DockerLayerCache.References;

/// <summary>A repository and a tag in it.</summary>
internal sealed record ImageReference(ImageName Name, ImageTag Tag)
{
    /// <summary>As docker lists it.</summary>
    public string Familiar => $"{Name.Familiar}:{Tag}";

    public override string ToString() => $"{Name}:{Tag}";
}
