using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>Reads what a build showed on a terminal.</summary>
internal static class Trace
{
    public static BuildTrace Read(IEnumerable<string> lines)
    {
        var all = lines.Select(line => line.TrimEnd('\r')).ToList();
        IProgressReader reader = all.Any(line => line.StartsWith("Step 1/", StringComparison.Ordinal))
            ? new LegacyProgress(_ => { })
            : new PlainProgress(_ => { });
        all.ForEach(reader.Output);
        return reader.Trace(succeeded: true);
    }
}
