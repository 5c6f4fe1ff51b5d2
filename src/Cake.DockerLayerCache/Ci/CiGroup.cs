using Cake.DockerLayerCache.Ci.Providers;

namespace Cake.DockerLayerCache.Ci;

/// <summary>The lines that fold a part of a log, where a CI service knows such.</summary>
/// <param name="begin">The line before the part.</param>
/// <param name="end">The line behind it.</param>
internal sealed class CiGroup(string begin, string end)
{
    public string Begin => begin;

    public string End => end;

    /// <summary>Null where the service folds nothing. The title has letters, digits and what is in a reference only.</summary>
    public static CiGroup? Of(string? provider, string title, DateTimeOffset begun, DateTimeOffset now)
    {
        // Two parts of one name in a job would be one.
        var name = $"docker_build_{begun.UtcTicks}";
        return provider switch
        {
            GitHubActions.Name => new($"::group::{title}", "::endgroup::"),
            AzurePipelines.Name => new($"##[group]{title}", "##[endgroup]"),
            GitLab.Name => new(
                $"\e[0Ksection_start:{begun.ToUnixTimeSeconds()}:{name}[collapsed=true]\r\e[0K{title}",
                $"\e[0Ksection_end:{now.ToUnixTimeSeconds()}:{name}\r\e[0K"
            ),
            TeamCity.Name => new($"##teamcity[blockOpened name='{title}']", $"##teamcity[blockClosed name='{title}']"),
            Travis.Name => new($"travis_fold:start:{name}\r\e[0K{title}", $"travis_fold:end:{name}\r\e[0K"),
            Buildkite.Name => new($"--- {title}", "+++ Docker build report"),
            _ => null,
        };
    }
}
