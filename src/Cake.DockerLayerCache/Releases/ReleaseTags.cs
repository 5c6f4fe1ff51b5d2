using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>The tags of a release: of its version, and of what the CI run builds.</summary>
internal static class ReleaseTags
{
    private const int CommitLength = 7;

    public static IReadOnlyList<string> For(string? version, DockerReleaseTagSettings settings, CiFacts? facts)
    {
        var tags = new List<(string Tag, string Of)>();
        if (version is not null)
        {
            tags.AddRange(OfVersion(ReleaseVersion.Parse(version, "version"), settings));
        }

        tags.AddRange(OfRun(settings, facts));
        if (tags.Count == 0)
        {
            tags.Add((settings.Fallback ?? throw ReleaseProblems.NoTags(facts?.Provider), "the fallback"));
        }

        foreach (var tag in tags)
        {
            if (tags.FirstOrDefault(other => other.Tag == tag.Tag && other.Of != tag.Of) is { Of: not null } same)
            {
                throw ReleaseProblems.SameTag(tag.Tag, tag.Of, same.Of);
            }
        }

        return
        [
            .. tags.Select(tag => ImageTag.Parse(tag.Tag, nameof(DockerReleaseTagSettings)).Value)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string, string)> OfVersion(ReleaseVersion version, DockerReleaseTagSettings settings)
    {
        var of = $"version {version}";
        yield return (ImageTag.Parse(Around(version.Text), nameof(DockerReleaseTagSettings)).Value, of);
        if (!version.IsFinal)
        {
            yield break;
        }

        if (settings.Partial)
        {
            if (!version.IsMovedBy(ImageTag.Parse(Around(version.Major), nameof(DockerReleaseTagSettings))))
            {
                throw InputProblems.MalformedValue(
                    $"{nameof(settings.Prefix)} or {nameof(settings.Suffix)}",
                    Around(version.Major),
                    "one that a hyphen or an underscore divides from the version, else nobody sees that the tag moves"
                );
            }

            yield return (Around($"{version.Major}.{version.Minor}"), of);
            // Under 0 everything may change with each version.
            if (version.Major != "0")
            {
                yield return (Around(version.Major), of);
            }
        }

        if (settings.Latest)
        {
            yield return ($"{ImageTag.Latest}{settings.Suffix}", of);
        }

        string Around(string text) => $"{settings.Prefix}{text}{settings.Suffix}";
    }

    private static IEnumerable<(string, string)> OfRun(DockerReleaseTagSettings settings, CiFacts? facts)
    {
        if (settings.Branch && facts?.PullRequest is { } request)
        {
            yield return (CacheScope.OfPullRequest(request.Id, request.Source).Name + settings.Suffix, $"{request}");
        }
        else if (settings.Branch && facts?.Branch is { } branch)
        {
            yield return (ImageTag.Readable(branch, settings.Suffix), $"branch {branch}");
        }

        if (settings.Commit && facts?.Commit is { } commit)
        {
            yield return ($"sha-{commit[..CommitLength]}{settings.Suffix}", $"commit {commit}");
        }
    }
}
