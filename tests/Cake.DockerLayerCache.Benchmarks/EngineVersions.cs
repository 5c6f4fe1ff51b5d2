using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>An engine as it names itself.</summary>
internal static class EngineVersions
{
    public static string Of(Bed bed)
    {
        var client = bed.Docker("version", "--format", "{{.Client.Version}}").Output.Trim();
        var driver = bed.Docker("info", "--format", "{{.Driver}}").Output.Trim();
        var engine = bed.Docker("version", "--format", "{{.Server.Version}}").Output.Trim();
        var buildx = bed.TryDocker("buildx", "version");
        var buildxVersion = buildx.ExitCode == 0 ? $", buildx {buildx.Output.Split(' ')[1]}" : "";
        return $"engine {engine}, CLI {client}{buildxVersion}, storage driver {driver}";
    }
}
