using System.Collections.Concurrent;
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

    /// <summary>The stage images that were made in this run and differ from what the registry has.</summary>
    public ConcurrentDictionary<StageCache, byte> NewStages { get; } = new();

    /// <summary>The stages whose image in the registry serves the next build as it is.</summary>
    public ConcurrentDictionary<StageCache, byte> Unchanged { get; } = new();

    public ConcurrentDictionary<ImageReference, byte> Pushed { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>Whether an earlier build left images of the repository on this machine.</summary>
    public bool BuiltHereBefore { get; set; }

    public string? Digest { get; set; }
}
