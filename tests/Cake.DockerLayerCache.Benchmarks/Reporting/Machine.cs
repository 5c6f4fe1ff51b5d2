using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Benchmarks.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{DateTime.UtcNow:yyyy-MM-dd}: {Environment.ProcessorCount} cores of {Value("/proc/cpuinfo", "model name")}, "
        + $"{Memory / 1e9:0} GB of memory, {RuntimeInformation.OSDescription}, registry on loopback, all data on "
        + $"{Environment.GetEnvironmentVariable("BEDS_DISK")}";

    private static double Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static string Value(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
