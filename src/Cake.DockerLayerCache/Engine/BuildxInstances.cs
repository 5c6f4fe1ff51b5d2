using Cake.Core.IO;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// The builders that somebody created with <c>docker buildx create</c>: buildx keeps one file each in
/// <c>$BUILDX_CONFIG/instances</c>.
/// </summary>
internal sealed class BuildxInstances(IFileSystem fileSystem, Func<string, string?> environment)
{
    /// <summary>False where there is none for certain.</summary>
    public bool MayExist =>
        Folder is not { } folder
        || (
            fileSystem.GetDirectory(folder) is { Exists: true } instances
            && instances.GetFiles("*", SearchScope.Current).Any()
        );

    // Go, in which docker is written, reads no other.
    private static string Home => OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME";

    private DirectoryPath? Folder =>
        (Variable("BUILDX_CONFIG"), Variable("DOCKER_CONFIG"), Variable(Home)) switch
        {
            ({ } buildx, _, _) => new DirectoryPath(buildx).Combine("instances"),
            (_, { } docker, _) => new DirectoryPath(docker).Combine("buildx/instances"),
            (_, _, { } home) => new DirectoryPath(home).Combine(".docker/buildx/instances"),
            _ => null,
        };

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
