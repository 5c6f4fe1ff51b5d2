namespace Cake.DockerLayerCache;

/// <summary>How a build reads its cache from the registry and leaves one there for the next machine.</summary>
public enum DockerBuildStrategy
{
    /// <summary>
    /// The best way the engine offers: <see cref="Export"/>, else <see cref="Inline"/>, else <see cref="Pull"/>.
    /// </summary>
    Auto = 0,

    /// <summary>
    /// For the legacy builder (<c>DOCKER_BUILDKIT=0</c>, or no BuildKit at all): the cache images are pulled, named
    /// as <c>--cache-from</c>, and what changed is pushed again.
    /// </summary>
    Pull,

    /// <summary>
    /// For a BuildKit that cannot export a cache: nothing is pulled; images carry inline cache metadata
    /// (<c>BUILDKIT_INLINE_CACHE</c>, <c>--cache-to type=inline</c>) and serve as cache sources straight from the
    /// registry.
    /// </summary>
    Inline,

    /// <summary>
    /// For a builder that can export a cache: one build with <c>--cache-from</c> and
    /// <c>--cache-to type=registry,mode=max</c>, which holds every stage, pushed straight from the builder.
    /// </summary>
    Export,
}
