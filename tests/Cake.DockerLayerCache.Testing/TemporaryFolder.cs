namespace Cake.DockerLayerCache.Testing;

/// <summary>A folder of a test's own, to build in.</summary>
public sealed class TemporaryFolder(string prefix) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(file))!);
        System.IO.File.WriteAllText(File(file), text);
    }

    /// <summary>May be called twice, as NUnit does with a fixture whose tear-down this is.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        // Cake makes its working directory that of the process, and no process starts out of a folder that is gone.
        Directory.SetCurrentDirectory(RepositoryRoot.Path);
        Directory.Delete(Path, recursive: true);
    }
}
