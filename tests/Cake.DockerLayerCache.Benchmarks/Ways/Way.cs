using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Ways;

/// <summary>A way to build an image on a fresh machine from what the same way left in the registry.</summary>
internal abstract record Way(string Name, string Title)
{
    public static IReadOnlyList<Way> All { get; } =
    [new Recipe(), new InlineRecipe(), new OneBuild(), new ByHand(), new Addin()];

    /// <summary>Whether the way is one for this engine.</summary>
    public virtual bool IsFor(Bed bed) => true;

    /// <summary>Whether on this engine a build finds what the one before left.</summary>
    public virtual bool Reuses(Bed bed) => true;

    public abstract Outcome Build(Job job);

    protected static bool IsLegacy(Bed bed) => bed.Name == "engine20-legacy";
}
