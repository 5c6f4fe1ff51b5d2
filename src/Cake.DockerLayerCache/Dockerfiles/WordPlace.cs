namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A word, and where in which file it stands.</summary>
internal sealed record WordPlace(string Path, int Line, string Word);
