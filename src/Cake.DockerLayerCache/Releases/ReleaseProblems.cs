using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Releases;

/// <summary>What can be wrong with a release.</summary>
internal static class ReleaseProblems
{
    public static DockerLayerCacheException NoTags(string? provider) =>
        new(
            "DLC0118",
            "the release has no tag: there is no version, and "
                + (
                    provider is null
                        ? "this run is not in CI, so that there is no branch and no commit either"
                        : $"{provider} names nothing of what is asked for"
                )
                + ". Expected a version, or a CI run. Pass a version, or set Fallback."
        );

    public static DockerLayerCacheException SameTag(string tag, string one, string other) =>
        new(
            "DLC0119",
            $"{one} and {other} would both get the tag {ShellText.Seen(tag)}, and one would overwrite the other. Expected different tags. "
                + "Set a Prefix or a Suffix, or leave one of them out."
        );

    public static DockerLayerCacheException MalformedSource(string seen, string why) =>
        new(
            "DLC0120",
            $"the source {ShellText.Seen(seen)} is no image to promote: {why}. Expected an image with a tag or a digest, for example "
                + "docker.myrepo.com/awesome-image:sha-1a2b3c4. Write it in full."
        );

    public static DockerLayerCacheException NotAllowed(CiFacts run) =>
        new(
            "DLC0121",
            $"nothing is promoted, because this run builds {run.What}{(run.Doubt is null ? "" : $" ({run.Provider}: {run.Doubt})")}, "
                + "and release tags are for what is in the repository. "
                + "Expected a branch or a tag of it, or a run outside CI. Call it there only, or set Push = true."
        );

    public static DockerLayerCacheException SourceMissing(string source, string message) =>
        new(
            "DLC0404",
            $"{source} cannot be promoted, because the registry does not have it. Expected an image that was pushed. "
                + $"Build and push it first. Docker says:{Environment.NewLine}{message}"
        );

    public static DockerLayerCacheException SourceUnreadable(string source, string message) =>
        new(
            "DLC0404",
            $"{source} cannot be promoted, because it cannot be read. Expected an image that was pushed, and a docker that "
                + $"is signed in. Docker says:{Environment.NewLine}{message}"
        );

    public static DockerLayerCacheException OtherDigest(ImageReference reference, string? seen, string expected) =>
        new(
            "DLC0405",
            $"{reference} stands for {seen ?? "nothing"} now, and not for what was promoted. Expected {expected}. Somebody "
                + "else has pushed it meanwhile, or this engine cannot keep a digest (one with the containerd image store, or "
                + "buildx 0.16 or newer, can)."
        );

    public static DockerLayerCacheException TagUnreadable(ImageReference reference, string message) =>
        new(
            "DLC0410",
            $"nobody can say whether {reference} moves backwards, because it cannot be read. Nothing was pushed. Expected its "
                + "image, or that there is none. Run again once the registry answers. Docker says:"
                + $"{Environment.NewLine}{message}"
        );

    public static string UnknownImage(ImageReference reference, string message) =>
        $"DLC0506: nobody can say whether {reference} moves backwards, because the registry does not let it be read, as where "
        + "there is no such repository yet. It moves. Where there is one, use an account that may pull from it. Docker says: "
        + message;

    public static string UnknownVersion(ImageReference reference, IReadOnlyDictionary<string, string> labels) =>
        $"DLC0506: nobody can say whether {reference} moves backwards, because the labels of its image do not tell which "
        + $"version of it that is: {ReleaseLabels.Release} is {Seen(labels, ReleaseLabels.Release)}, and {ReleaseLabels.Version} "
        + $"{Seen(labels, ReleaseLabels.Version)}. It moves. Build with Version, so that they do next time.";

    public static string LeftAlone(ImageReference reference, ReleaseVersion current, ReleaseVersion version) =>
        $"{reference} stays at {current}: {version} is older.";

    private static string Seen(IReadOnlyDictionary<string, string> labels, string name) =>
        labels.TryGetValue(name, out var value) ? ShellText.Seen(value) : "not there";
}
