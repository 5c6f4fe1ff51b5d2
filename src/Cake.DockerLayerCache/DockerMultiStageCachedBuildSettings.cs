namespace Cake.DockerLayerCache;

/// <summary>The settings of a build whose every stage is cached.</summary>
public sealed class DockerMultiStageCachedBuildSettings : DockerCachedBuildSettings
{
    /// <summary>
    /// The stages to cache, by name or number, beside the target. Each is also published as an image whose tag is
    /// the stage's name, whatever the strategy, so that tests can run in <c>awesome-image:builder</c>; the target,
    /// where it is named here, is the image itself under one tag more. Default: every
    /// stage that the target needs is cached, and published only where the strategy keeps its cache that way.
    /// </summary>
    public string[]? Stages { get; set; }
}
