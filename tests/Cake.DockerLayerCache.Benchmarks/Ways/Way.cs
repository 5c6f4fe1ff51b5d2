using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>A way to build an image on a fresh machine from what the same way left in the registry.</summary>
internal abstract record Way(string Name, string Title)
{
    public static IReadOnlyList<Way> All { get; } =
    [new Recipe(), new InlineRecipe(), new OneBuild(), new ByHand(), new Addin()];

    /// <summary>Whether the way is one for this engine.</summary>
    public virtual bool IsFor(Bed bed) => true;

    /// <summary>What a build must find of what the one before left.</summary>
    public virtual Reuse MustReuse(Job job) => Reuse.All;

    public abstract Outcome Build(Job job);

    protected static bool IsLegacy(Bed bed) => bed.Name == "engine20-legacy";

    /// <summary>
    /// Whether the cache is inline metadata of images: that leaves out steps which were reused, so that the next build
    /// does not find them there (docs/inline-cache.md).
    /// </summary>
    protected static bool Forgets(Bed bed) =>
        bed.Name is "engine20-buildkit" || bed.Name.EndsWith("-graph", StringComparison.Ordinal);
}
