namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What the names of repositories begin with, so that a request shows what it is for.</summary>
public static class FaultRepositories
{
    public const string Image = "faults";
    public const string Cache = "faults-cache";
    public const string Base = "busybox";
}
