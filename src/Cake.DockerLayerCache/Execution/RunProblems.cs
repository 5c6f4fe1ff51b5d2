using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>What can go wrong while a plan runs.</summary>
internal static class RunProblems
{
    public static DockerLayerCacheException BuildFailed(string what, string? where, string message) =>
        new(
            "DLC0401",
            $"building {what} failed{(where is null ? "" : $" {where}")}. Nothing was pushed after that. Docker says:"
                + Environment.NewLine
                + message
        );

    public static DockerLayerCacheException PushFailed(
        IEnumerable<ImageReference> inPlace,
        IEnumerable<ImageReference> missing,
        string message
    ) =>
        new(
            "DLC0402",
            $"pushing failed. In place: {Listed(inPlace)}. Not in place: {Listed(missing)}. Running again is safe: it pushes "
                + $"what is missing. Docker says:{Environment.NewLine}{message}"
        );

    public static DockerLayerCacheException CommandFailed(string command, string message) =>
        new("DLC0403", $"'{command}' failed. Docker says:{Environment.NewLine}{message}");

    public static string CacheUnreadable(string reference, string message) =>
        $"DLC0503: the cache {reference} could not be read, so the build goes on without it. Docker says: {message}";

    public static string CacheNotWritten(string reference, string message) =>
        $"DLC0504: the cache {reference} could not be written, so the next build may be slower. Docker says: {message}";

    private static string Listed(IEnumerable<ImageReference> references) =>
        string.Join(", ", references) is { Length: > 0 } list ? list : "nothing";
}
