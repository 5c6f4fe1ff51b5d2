using System.Collections.ObjectModel;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>What the command line of a build adds to the Dockerfile's own text.</summary>
internal sealed class DockerfileInputs
{
    public IReadOnlyDictionary<string, string> BuildArgs { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The names of <c>--build-context</c>: each takes the place of a stage or image of that name.</summary>
    public IReadOnlyCollection<string> Contexts { get; init; } = [];

    /// <summary>One platform, for example <c>linux/arm64</c>; null is the one this machine builds for by default.</summary>
    public string? Platform { get; init; }

    public string? Target { get; init; }
}
