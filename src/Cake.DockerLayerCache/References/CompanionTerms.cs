using Cake.Core;
using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.References;

/// <summary>What another package that calls a build here asks for, beside the settings that a user has.</summary>
internal sealed class CompanionTerms
{
    /// <summary>How docker is found and started.</summary>
    public required Func<ICakeContext, IDockerTool> Tool { get; init; }

    /// <summary>Options of docker's that no setting here is for.</summary>
    public IReadOnlyList<FurtherOption> Options { get; init; } = [];

    /// <summary>
    /// The image is left in the engine's store and the script pushes it: the cache is written all the same, and the tags
    /// are the script's own.
    /// </summary>
    public bool PushedByScript { get; init; }
}
