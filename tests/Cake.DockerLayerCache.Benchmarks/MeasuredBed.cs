using Cake.DockerLayerCache.Benchmarks.Checks;
using Cake.DockerLayerCache.Benchmarks.Samples;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>One engine with an empty registry, in front of which the bytes are counted.</summary>
internal sealed class MeasuredBed : IDisposable
{
    private readonly Bed bed;
    private readonly RegistryRelay relay;
    private readonly Registry registry;

    public MeasuredBed(string name, IEnumerable<Sample> samples)
    {
        bed = new Bed(name);
        bed.Wipe();
        var address = BedRegistry.Wipe();
        BedRegistry.AddBaseImages(
            address,
            [.. samples.SelectMany(sample => sample.BaseImages).Distinct(StringComparer.Ordinal)]
        );
        relay = new RegistryRelay(address);
        // Past the relay, which counts the bytes.
        registry = new Registry(address);
    }

    /// <summary>The engine, its builder and its CLI.</summary>
    public string Versions => EngineVersions.Of(bed);

    /// <summary>One build into the way's own repository.</summary>
    public Measurement Measure(Way way, SampleCopy copy, Change change, string repository) =>
        Measure(way, copy, change, repository, way.Build, warm: false);

    /// <summary>The addin's second call in one process.</summary>
    public Measurement MeasureWarm(Addin addin, SampleCopy copy, Change change, string repository) =>
        Measure(addin, copy, change, repository, job => Addin.Build(job, calls: 2), warm: true);

    public void Dispose()
    {
        registry.Dispose();
        relay.Dispose();
        bed.Down();
    }

    private Measurement Measure(
        Way way,
        SampleCopy copy,
        Change change,
        string repository,
        Func<Job, Outcome> build,
        bool warm
    )
    {
        var job = new Job(bed, copy.Sample, change, copy.Folder, $"{relay.Address}/{repository}", relay.Address);
        try
        {
            bed.Wipe();
            Expected.Before(registry, repository, change);
            relay.Reset();
            var outcome = build(job);
            var (pulled, pushed) = (relay.Pulled, relay.Pushed);
            Expected.Image(registry, repository, copy);
            return new Measurement(
                bed.Name,
                copy.Sample,
                change,
                way,
                outcome.Duration.TotalSeconds,
                pulled,
                pushed,
                outcome.Own?.TotalSeconds,
                [.. Expected.Deviations(way, job, outcome)],
                warm
            );
        }
        catch (Exception e) when (e is BenchmarkException or HttpRequestException or FileNotFoundException)
        {
            throw new BenchmarkException($"{bed.Name}, {copy.Sample.Name}, {change}, {way.Title}: {e.Message}");
        }
    }
}
