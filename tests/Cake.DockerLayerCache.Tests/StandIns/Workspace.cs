using Cake.Core;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>A folder to build in, and Cake working in it.</summary>
internal sealed class Workspace : IDisposable
{
    // Cake's working directory is the process's.
    private readonly string before = Environment.CurrentDirectory;

    public Workspace()
    {
        Path = Directory.CreateTempSubdirectory("workspace ").FullName;
        Cake = CakeHost.Create(Log, Path);
    }

    public string Path { get; }

    public RecordedLog Log { get; } = new();

    public ICakeContext Cake { get; }

    public static Workspace With(string dockerfile)
    {
        var workspace = new Workspace();
        workspace.Write("Dockerfile", dockerfile);
        return workspace;
    }

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        Directory.Delete(Path, recursive: true);
    }
}
