namespace Cake.DockerLayerCache.References;

/// <summary>What the user says of the run's caches and pushes; null is nothing.</summary>
internal sealed class RunWishes(string? scope, string? defaultBranch, bool? cacheWrite, bool? push, bool? load)
{
    public string? Scope => scope;

    public string? DefaultBranch => defaultBranch;

    public bool? CacheWrite => cacheWrite;

    public bool? Push => push;

    public bool? Load => load;

    /// <summary>The script pushes the image that the build leaves in the engine's store.</summary>
    public bool PushedByScript { get; init; }

    public static RunWishes From(DockerCachedBuildSettings settings) =>
        new(
            BuildOptions.Blank(nameof(settings.CacheScope), settings.CacheScope),
            BuildOptions.Blank(nameof(settings.DefaultBranch), settings.DefaultBranch),
            settings.CacheWrite,
            settings.Push,
            settings.Load
        )
        {
            PushedByScript = settings.Companion?.PushedByScript == true,
        };
}
