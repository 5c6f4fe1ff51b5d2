using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What one build of a sample came to, on a machine wiped before.</summary>
public sealed record HistoryEntry(DockerBuildResult Result, long BytesMoved, IReadOnlyList<int> FirstLines);

/// <summary>Builds a sample again and again, each time on a wiped machine.</summary>
public sealed class History : IDisposable
{
    private readonly string bedName;
    private readonly SampleCopy copy;
    private readonly string repository;
    private readonly Lazy<(string Said, string Files)> pulled;

    public History(string bedName, Sample sample)
    {
        this.bedName = bedName;
        copy = new SampleCopy(sample);
        repository = $"{bedName}/{sample.Name}-{Guid.NewGuid():N}";
        pulled = new Lazy<(string, string)>(() => Pull(sample.Probe));
    }

    /// <summary>What the pushed image says when it is run on a wiped machine.</summary>
    public string Said => pulled.Value.Said;

    /// <summary>The files of the pushed image there, as <c>tar</c> lists them.</summary>
    public string Files => pulled.Value.Files;

    private string Image => $"{Beds.Registry.Address}/{repository}";

    public HistoryEntry Build(Change? change = null)
    {
        var bed = Beds.Fresh(bedName);
        if (change is not null)
        {
            copy.Make(change);
        }

        Beds.Registry.Reset();
        var result = copy.Build(bed, Image);
        return new HistoryEntry(
            result,
            Beds.Registry.Pulled + Beds.Registry.Pushed,
            [.. (change?.FirstSteps ?? []).Select(copy.Line)]
        );
    }

    /// <summary>The digest that a pushed tag stands for.</summary>
    public string Digest(string tag)
    {
        using var registry = new Registry(Beds.Registry.Address);
        return registry.Digest(repository, tag);
    }

    public string WordOf(Change change) => copy.WordOf(change);

    public void Dispose() => copy.Dispose();

    // One tag by each way.
    private (string Said, string Files) Pull(string[] probe)
    {
        var bed = Beds.Fresh(bedName);
        var said = bed.Run($"{Image}:latest", probe);
        var container = bed.Docker("create", $"{Image}:1.4.7", "none").Output.Trim();
        var listing = Command.Run(
            "bash",
            ["-c", $"set -o pipefail; docker export {container} | tar -tv"],
            bed.Environment
        );
        Assert.That(listing.ExitCode, Is.Zero, listing.Error);
        return (said, listing.Output);
    }
}
