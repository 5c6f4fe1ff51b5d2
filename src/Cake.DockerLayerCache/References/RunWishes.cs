namespace Cake.DockerLayerCache.References;

/// <summary>What the user says of the run's caches and pushes; null is nothing.</summary>
internal sealed record RunWishes(string? Scope, string? DefaultBranch, bool? CacheWrite, bool? Push, bool? Load)
{
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
