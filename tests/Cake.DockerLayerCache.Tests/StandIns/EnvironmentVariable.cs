namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>A variable of this process, set for a while.</summary>
internal sealed class EnvironmentVariable : IDisposable
{
    private readonly string name;
    private readonly string? before;

    public EnvironmentVariable(string name, string? value)
    {
        this.name = name;
        before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(name, before);
}
