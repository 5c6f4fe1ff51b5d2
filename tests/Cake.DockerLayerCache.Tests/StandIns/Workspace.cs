using Cake.Core;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>A folder to build in, and Cake working in it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly TemporaryFolder folder = new("workspace ");

    public Workspace() => Cake = CakeHost.Create(Log, Path);

    public string Path => folder.Path;

    public RecordedLog Log { get; } = new();

    public ICakeContext Cake { get; }

    public static Workspace With(string dockerfile)
    {
        var workspace = new Workspace();
        workspace.Write("Dockerfile", dockerfile);
        return workspace;
    }

    public void Write(string file, string text) => folder.Write(file, text);

    public void Dispose() => folder.Dispose();
}
