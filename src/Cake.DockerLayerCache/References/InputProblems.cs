using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>What can be wrong with what the user wrote, found before anything is run.</summary>
internal static class InputProblems
{
    private const string ImageForm = "a repository such as docker.myrepo.com/awesome-image";

    public static DockerLayerCacheException NoImage(string setting) =>
        new("DLC0101", $"{setting} is empty. Expected {ImageForm}. Set {setting} to the image's repository.");

    public static DockerLayerCacheException UpperCaseImage(string setting, string seen) =>
        new(
            "DLC0102",
            $"{setting} {ShellText.Seen(seen)} has upper-case letters, which registries refuse in a repository. "
                + $"Write it as '{LowerCasePath(seen)}'."
        );

    public static DockerLayerCacheException TagInImage(string setting, string seen, string repository, string tag) =>
        new(
            "DLC0103",
            $"{setting} {ShellText.Seen(seen)} carries the tag {ShellText.Seen(tag)}. Expected {ImageForm}, without a tag. "
                + (
                    setting == nameof(DockerCachedBuildSettings.Image)
                        ? $"Write Image {ShellText.Seen(repository)} and put {ShellText.Seen(tag)} into Tags."
                        : $"Write {setting} {ShellText.Seen(repository)}: the tags of the cache are chosen by the strategy."
                )
        );

    public static DockerLayerCacheException DigestInImage(string setting, string seen, string repository) =>
        new(
            "DLC0104",
            $"{setting} {ShellText.Seen(seen)} carries a digest, but a digest is what a push gives, not where it goes. "
                + $"Expected {ImageForm}. Write {ShellText.Seen(repository)}."
        );

    public static DockerLayerCacheException MalformedImage(string setting, string seen, string why) =>
        new(
            "DLC0105",
            $"{setting} {ShellText.Seen(seen)} is not a repository name: {why}. Expected {ImageForm}: an optional registry host, "
                + "then parts of lower-case letters, digits and the separators '.', '_', '-', divided by '/'."
        );

    public static DockerLayerCacheException TagTooLong(string setting, string seen) =>
        new(
            "DLC0106",
            $"the tag {ShellText.Seen(seen)} in {setting} has {seen.Length} characters. Expected {ImageTag.MaxLength} at most. "
                + "Shorten it."
        );

    public static DockerLayerCacheException MalformedTag(string setting, string seen, string why) =>
        new(
            "DLC0107",
            $"the tag {ShellText.Seen(seen)} in {setting} is not a valid tag: {why}. Expected letters, digits, '_', '.' and '-', "
                + "not beginning with '.' or '-'. Replace what is not allowed, for example by '-'."
        );

    public static DockerLayerCacheException NoContext() =>
        new("DLC0108", "the build context is empty. Expected a folder. Pass its path, for example \".\".");

    public static DockerLayerCacheException ContextNotFound(string seen, string fullPath) =>
        new(
            "DLC0109",
            $"the build context {ShellText.Seen(seen)} is not a folder (looked at {fullPath}). Expected the path of an existing "
                + "folder, from the working directory. Correct the path."
        );

    public static DockerLayerCacheException DockerfileNotFound(string seen, string fullPath, string? inContext) =>
        new(
            "DLC0110",
            $"the Dockerfile {ShellText.Seen(seen)} does not exist (looked at {fullPath}). "
                + (
                    inContext is null
                        ? "Expected an existing file. Set File to its path, from the working directory."
                        : $"File is read from the working directory, as docker does. Set File to '{inContext}'."
                )
        );

    public static DockerLayerCacheException MalformedCacheSource(string seen, string why) =>
        new(
            "DLC0111",
            $"CacheFrom {ShellText.Seen(seen)} is not a cache source: {why}. Expected an image reference such as "
                + "docker.myrepo.com/awesome-image:builder, or type=…,key=value as buildx takes it."
        );

    public static DockerLayerCacheException MalformedCacheTarget(string setting, string seen, string why) =>
        new(
            "DLC0115",
            $"{setting} {ShellText.Seen(seen)} is not a place for a cache: {why}. Expected type=…,key=value as buildx's --cache-to takes "
                + $"it, of one of the types {string.Join(", ", CacheOptions.Types)}, or an image reference."
        );

    public static DockerLayerCacheException MalformedValue(string setting, string seen, string expected) =>
        new("DLC0112", $"{setting} {ShellText.Seen(seen)} cannot be used. Expected {expected}. Correct or remove it.");

    public static DockerLayerCacheException ShortSecret(string setting, int length) =>
        new(
            "DLC0123",
            $"a value in {setting} has {length} characters, and would mask what only looks like it. Expected "
                + $"{Redaction.Shortest} or more. Choose a longer secret, or leave it out."
        );

    public static DockerLayerCacheException TagOfCache(ImageReference reference) =>
        new(
            "DLC0114",
            $"the image would be pushed as {reference}, where its cache is kept, and one would overwrite the other. "
                + $"Expected other Tags. Choose another tag than '{reference.Tag}', or keep the cache in another "
                + "repository: CacheImage. Where CacheTo names this tag, name another there."
        );

    public static DockerLayerCacheException MalformedVersion(string setting, string seen) =>
        new(
            "DLC0117",
            $"{setting} {ShellText.Seen(seen)} is not a version. Expected MAJOR.MINOR.PATCH with an optional prerelease, as Semantic "
                + "Versioning has it, for example 1.4.7 or 2.0.0-rc.1. Write it in full."
        );

    private static string LowerCasePath(string image)
    {
        var path = image.IndexOf('/', StringComparison.Ordinal) + 1;
        return path > 0 && ImageName.IsRegistry(image[..(path - 1)])
            ? image[..path] + image[path..].ToLowerInvariant()
            : image.ToLowerInvariant();
    }
}
