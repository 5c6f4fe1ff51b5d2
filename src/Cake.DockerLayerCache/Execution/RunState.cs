using System.Collections.Concurrent;
using System.Diagnostics;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>What a run has come to know so far; steps that run side by side write to it.</summary>
internal sealed class RunState
{
    /// <summary>What the builds showed, in the order in which they ended.</summary>
    public ConcurrentQueue<BuildTrace> Traces { get; } = new();

    /// <summary>The images, by reference, that were pulled and are in the local store.</summary>
    public ConcurrentDictionary<string, string> PulledImages { get; } = new(StringComparer.Ordinal);

    /// <summary>The cache sources that were read.</summary>
    public ConcurrentDictionary<string, byte> SourcesFound { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a source was read: by its reference, or by the type of one that is no image.</summary>
    /// <remarks>BuildKit gives those names of its own, <c>local:16644428285454752304</c>.</remarks>
    public bool IsFound(string source) =>
        SourcesFound.ContainsKey(source)
        || (
            CacheOptions.Parse(source) is { Type: not CacheOptions.Registry } place
            && SourcesFound.Keys.Any(found => found.StartsWith($"{place.Type}:", StringComparison.Ordinal))
        );

    /// <summary>The caches that could not be read, and what docker says of it; most are not there.</summary>
    public ConcurrentDictionary<string, string> SourcesUnread { get; } = new(StringComparer.Ordinal);

    /// <summary>The caches whose absence says nothing.</summary>
    public IReadOnlyList<string> Dispensable { get; set; } = [];

    /// <summary>What docker's commands beside the builds took their time for.</summary>
    public ConcurrentQueue<TracedSpan> Spans { get; } = new();

    /// <summary>The time since the run began.</summary>
    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    /// <summary>The caches that were looked for and are not there; null where docker's command line did not get that far.</summary>
    public ConcurrentDictionary<ImageReference, bool?> CachesNotFound { get; } = new();

    public bool? IsCacheThere(ImageReference cache) => CachesNotFound.GetValueOrDefault(cache, true);

    /// <summary>The stage images that were made in this run and differ from what the registry has.</summary>
    public ConcurrentDictionary<StageCache, byte> NewStages { get; } = new();

    /// <summary>
    /// The references that stand in the registry as this build wants them, with the digest they were pushed as; null where
    /// they were found unchanged, or docker does not tell it.
    /// </summary>
    public ConcurrentDictionary<ImageReference, string?> InPlace { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>
    /// When the oldest record in the builder's own cache was made; null where there is none, the earliest of times
    /// where that is not known.
    /// </summary>
    public DateTimeOffset? OldestInBuilder { get; set; }

    public string? Digest { get; set; }

    /// <summary>Notes that what came damaged to the registry has been pushed once more.</summary>
    public void Repushed(ImageReference reference, string damaged, string digest)
    {
        InPlace[reference] = digest;
        Digest = Digest == damaged ? digest : Digest;
    }

    /// <summary>Does something that takes its time for one kind of work.</summary>
    public T Timed<T>(TracedWork work, Func<T> action)
    {
        var start = DateTimeOffset.UtcNow;
        try
        {
            return action();
        }
        finally
        {
            Spans.Enqueue(new TracedSpan(work, start, DateTimeOffset.UtcNow));
        }
    }
}
