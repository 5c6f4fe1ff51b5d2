namespace Cake.DockerLayerCache.Testing;

/// <summary>The registry of the beds.</summary>
public static class BedRegistry
{
    /// <summary>The registry's address; brings it up where it is down.</summary>
    public static string Up() => Bed.Script("registry", "up").Trim();

    /// <summary>The address of the registry, made empty.</summary>
    public static string Wipe() => Bed.Script("registry", "wipe").Trim();

    /// <summary>Puts base images for the samples there: all, where none are named.</summary>
    public static void AddBaseImages(string address, params IEnumerable<string> images)
    {
        var result = Command.Run(RepositoryRoot.File("tests", "engines", "base-images"), [address, .. images]);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"base-images {address}: {result.Error}");
        }
    }
}
