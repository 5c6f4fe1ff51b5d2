namespace Cake.DockerLayerCache.Testing;

/// <summary>Where this checkout is.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string folder) =>
        System.IO.File.Exists(System.IO.Path.Combine(folder, "Cake.DockerLayerCache.sln"))
            ? folder
            : Find(
                Directory.GetParent(folder)?.FullName
                    ?? throw new DirectoryNotFoundException("no Cake.DockerLayerCache.sln above the tests")
            );
}
