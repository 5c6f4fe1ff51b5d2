namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A word, and where in which file it stands.</summary>
internal sealed class WordPlace(string path, int line, string word)
{
    public string Path => path;

    public int Line => line;

    public string Word => word;
}
