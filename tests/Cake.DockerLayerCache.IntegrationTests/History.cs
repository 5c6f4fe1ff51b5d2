using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What one build of a sample came to, on a machine wiped before.</summary>
public sealed record HistoryEntry(DockerBuildResult Result, long BytesMoved, IReadOnlyList<int> FirstLines);

/// <summary>Builds a sample again and again, each time on a wiped machine.</summary>
public sealed class History(string bedName, Sample sample) : IDisposable
{
    private readonly SampleCopy copy = new(sample);
    private readonly string image = $"{Beds.Registry.Address}/{bedName}/{sample.Name}-{Guid.NewGuid():N}";

    public HistoryEntry Build(Change? change = null)
    {
        var bed = Beds.Fresh(bedName);
        if (change is not null)
        {
            copy.Make(change);
        }

        Beds.Registry.Reset();
        var result = copy.Build(bed, image);
        return new HistoryEntry(
            result,
            Beds.Registry.Pulled + Beds.Registry.Pushed,
            [.. (change?.FirstSteps ?? []).Select(copy.Line)]
        );
    }

    /// <summary>What a pushed image says when it is run on a wiped machine.</summary>
    public string Run(string tag) => Beds.Fresh(bedName).Run($"{image}:{tag}", sample.Probe);

    /// <summary>The files of a pushed image, as <c>tar</c> lists them.</summary>
    public string Files(string tag)
    {
        var bed = Beds.Fresh(bedName);
        var container = bed.Docker("create", $"{image}:{tag}", "none").Output.Trim();
        var listing = Command.Run(
            "bash",
            ["-c", $"set -o pipefail; docker export {container} | tar -tv"],
            bed.Environment
        );
        Assert.That(listing.ExitCode, Is.Zero, listing.Error);
        return listing.Output;
    }

    public string WordOf(Change change) => copy.WordOf(change);

    public void Dispose() => copy.Dispose();
}
