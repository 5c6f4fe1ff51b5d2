using Cake.DockerLayerCache.Ci.Providers;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Ci;

/// <summary>The cache that GitHub gives its own runs (<c>type=gha</c>), and nobody else.</summary>
internal static class GitHubCache
{
    private const string Token = "ACTIONS_RUNTIME_TOKEN";

    /// <summary>Refuses it where docker could not reach it, and would fail in the middle of the build.</summary>
    /// <param name="facts">What the CI service says; null outside CI.</param>
    /// <param name="request">What the user asks for.</param>
    /// <param name="variable">What docker finds in its environment.</param>
    public static void Check(CiFacts? facts, BuildRequest request, Func<string, string?> variable)
    {
        if (
            request.CacheTo.FirstOrDefault(place => place.Type == CacheOptions.GitHub && !place.NamesServer)?.ToString()
                is not { } asked
            || (CiText.NotBlank(variable(Token)) is not null && facts?.Provider == GitHubActions.Name)
        )
        {
            return;
        }

        throw Problem(asked, facts?.Provider);
    }

    public static DockerLayerCacheException Problem(string asked, string? provider) =>
        new(
            "DLC0116",
            provider == GitHubActions.Name
                ? $"CacheTo {ShellText.Seen(asked)} needs {Token} and the address of GitHub's cache, which GitHub gives to actions and not "
                    + "to the commands of a run step. Expected them in the environment. Hand them on in a step before (an "
                    + "actions/github-script step can: core.exportVariable), or keep the cache in the registry: remove CacheTo."
                : $"CacheTo {ShellText.Seen(asked)} is the cache of GitHub Actions, but this run is {provider ?? "not in CI"}. Expected "
                    + "GitHub Actions. Choose another type, or keep the cache in the registry: remove CacheTo."
        );
}
