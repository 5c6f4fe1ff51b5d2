namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>A request that something has gone wrong with.</summary>
public sealed record InjectedFault(FaultKind Kind, string Method, string Path)
{
    public override string ToString() => $"{Kind}: {Method} {Path}";
}
