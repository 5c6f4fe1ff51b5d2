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
            Branch(nameof(settings.CacheScope), settings.CacheScope),
            Branch(nameof(settings.DefaultBranch), settings.DefaultBranch),
            settings.CacheWrite,
            settings.Push,
            settings.Load
        )
        {
            PushedByScript = settings.Companion?.PushedByScript == true,
        };

    // Some services tell a script the branch as a full ref.
    private static string? Branch(string setting, string? value)
    {
        const string Heads = "refs/heads/";
        return BuildOptions.Blank(
            setting,
            value?.StartsWith(Heads, StringComparison.Ordinal) == true ? value[Heads.Length..] : value
        );
    }
}
