namespace Cake.DockerLayerCache.Testing;

/// <summary>A folder of the repository, without what was built in it by hand.</summary>
public static class SourceFolder
{
    /// <summary>Copies it to a folder, which may be there already.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("bin" or "obj" or "tools" or "__pycache__"))
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
            }
        }

        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
