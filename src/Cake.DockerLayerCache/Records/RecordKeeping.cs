using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Records;

/// <summary>
/// The records around one build: that of the build before is read, and what this one is made of is found out, both beside
/// the build.
/// </summary>
internal sealed class RecordKeeping
{
    // By then the build is done: what is not there yet, because a registry is slow or a context huge, is done without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RecordStore store;
    private readonly Func<string, string> redacted;
    private readonly DateTimeOffset begun = DateTimeOffset.UtcNow;
    private readonly Lazy<BuildRecord?> last;
    private readonly Lazy<BuildRecord?> before;
    private readonly Task<RecordMaking> making;
    private readonly Task<BuildRecord> inputs;

    public RecordKeeping(
        RecordStore store,
        IReadOnlyList<ImageReference> places,
        Func<RecordMaking> making,
        Func<string, string> redacted
    )
    {
        this.store = store;
        this.redacted = redacted;
        var reading = Concurrently.Start(() => store.Read(places));
        last = new Lazy<BuildRecord?>(() => Within(Patience, reading));
        before = new Lazy<BuildRecord?>(() => last.Value?.NumberedAs(Inputs));
        this.making = Task.Run(making);
        inputs = Task.Run(() => InputsOf(Within(Timeout.InfiniteTimeSpan, reading), Timeout.InfiniteTimeSpan));
    }

    /// <summary>The record of the build before, its stages numbered as they are now; null where there is none.</summary>
    public BuildRecord? Before => before.Value;

    /// <summary>What this build is made of.</summary>
    public BuildRecord Inputs => Within(Patience, inputs) ?? InputsOf(last.Value, TimeSpan.Zero);

    private BuildRecord InputsOf(BuildRecord? last, TimeSpan patience) =>
        making.GetAwaiter().GetResult().Inputs(last?.Digest ?? RecordDigest.New(), begun, patience);

    /// <summary>Why the record could not be written; null where it was.</summary>
    public string? Write(BuildRecord record, ImageReference place) => store.Write(record.WithImages(redacted), place);

    /// <summary>What comes of some work; null where it fails, or takes longer. The image does not depend on it.</summary>
    public static T? Within<T>(TimeSpan patience, Task<T> work)
        where T : class?
    {
        try
        {
            return work.Wait(patience) ? work.Result : null;
        }
        catch (AggregateException)
        {
            return null;
        }
    }
}
