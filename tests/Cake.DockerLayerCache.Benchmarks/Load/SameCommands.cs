using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Load;

/// <summary>
/// A way by hand, and what the addin runs beside it: the record of the build before is read, one of this build is
/// left, and each tag is read back.
/// </summary>
internal sealed class SameCommands : IDisposable
{
    private readonly string record = Directory.CreateTempSubdirectory("record").FullName;

    public SameCommands() => File.WriteAllText(Path.Combine(record, "Dockerfile"), "FROM scratch\nLABEL record=1\n");

    /// <summary>The commands are those with buildx.</summary>
    public static bool AreFor(Bed bed) => !bed.Name.StartsWith("engine20-", StringComparison.Ordinal);

    public void Build(Way way, Job job)
    {
        var terminal = new Terminal(job);
        terminal.Try($"buildx imagetools inspect {Record(job)}"); // there is none yet
        way.Build(job);
        Parallel.Invoke(
            () => terminal.Docker($"buildx imagetools inspect {job.Repository}:latest"),
            () => terminal.Docker($"buildx imagetools inspect {job.Repository}:{Job.Tag}"),
            () => terminal.Docker($"buildx build --quiet --provenance=false --tag {Record(job)} --push {record}")
        );
    }

    public void Dispose() => Directory.Delete(record, recursive: true);

    private static string Record(Job job) => $"{job.Repository}:layercache-record";
}
