using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>What can go wrong while a plan runs.</summary>
internal static class RunProblems
{
    private const string Again = "Running again is safe.";

    /// <summary>Drops what BuildKit has of build contexts.</summary>
    public const string PruneContexts = "docker builder prune --force --filter type=source.local";

    public static DockerLayerCacheException BuildFailed(
        string what,
        string? where,
        string message,
        bool tornContext = false
    ) =>
        new(
            "DLC0401",
            $"building {what} failed{(where is null ? "" : $" {where}")}. Nothing was pushed after that. "
                + (
                    tornContext
                        ? $"The engine ended meanwhile. Run '{PruneContexts}' before the next build on it, which may else be made "
                            + "of files as they were before. "
                        : ""
                )
                + "Docker says:"
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
            $"pushing failed. In place: {Listed(inPlace)}. Not in place: {Listed(missing)}. {Damaged(message)}"
                + $"{Next([.. inPlace], [.. missing], message)} Docker says:{Environment.NewLine}{message}"
        );

    private static string Next(
        IReadOnlyList<ImageReference> inPlace,
        IReadOnlyList<ImageReference> missing,
        string message
    )
    {
        if (!FailureTable.SpeaksOfKeptTag(message))
        {
            return FailureTable.KindOf(message) == FailureKind.Tls
                ? "Running again does not help until the one that pushes trusts the registry: the engine or the builder; for "
                    + "DockerPromote the system that Cake runs on, because docker's command line copies the tags."
                : "Running again is safe: it pushes what is missing.";
        }

        // One that an earlier attempt has pushed is refused at the next.
        var kept = Named(missing) ?? Named(inPlace) ?? missing.Concat(inPlace).First();
        // What stands under a version may be given its other tags; never those of a stage or a commit.
        var others = string.Join(
            ", ",
            missing
                .Where(each => each != kept && (each.Tag.IsOfOneVersion || each.Tag.Mobility > 0))
                .Select(each => $"\"{each.Tag}\"")
        );
        return $"Running again does not help, because the registry lets nobody overwrite {kept}. "
            + (
                !kept.Tag.IsOfOneVersion ? "Exempt the tags that move from that, or leave them out."
                : others.Length == 0 ? "Choose another version."
                : $"Give what stands there the other tags, DockerPromote(\"{kept}\", {others}), or choose another version."
            );

        // 1.4 stands in 1.4.7, too.
        ImageReference? Named(IEnumerable<ImageReference> references) =>
            references
                .Where(reference => message.Contains(reference.Tag.Value, StringComparison.Ordinal))
                .MaxBy(reference => reference.Tag.Value.Length);
    }

    private static string Damaged(string message) =>
        string.Concat(
            PushOutput
                .Damaged(message)
                .Select(each => $"{each.Reference} is {each.Digest} now, which came damaged to the registry. ")
        );

    public static DockerLayerCacheException CommandFailed(string command, string message) =>
        new("DLC0403", $"'{command}' failed. Docker says:{Environment.NewLine}{message}");

    /// <summary>The call was ended early, by a signal or by its time limit.</summary>
    public static DockerLayerCacheException Ended(
        CallEnd end,
        IEnumerable<ImageReference> inPlace,
        IEnumerable<ImageReference> missing
    ) => Ended(end, $"In place: {Listed(inPlace)}. Not in place: {Listed(missing)}. {Again}");

    /// <summary>The same where it is not known what is in place.</summary>
    public static DockerLayerCacheException Ended(CallEnd end) => Ended(end, Again);

    private static DockerLayerCacheException Ended(CallEnd end, string state) =>
        end.Reason == StopReason.TimeUp
            ? new(
                "DLC0407",
                $"the call took longer than CallTimeout {end.Limit}, and its docker commands were stopped. {state} Expected "
                    + "it to be done by then. Set CallTimeout higher, or look for what took the time in the lines above."
            )
            : new(
                "DLC0408",
                $"the call was cancelled: this process was told to end, and its docker commands were stopped. {state}"
            );

    public static bool IsEnd(DockerLayerCacheException problem) => problem.Code is "DLC0407" or "DLC0408";

    public static DockerLayerCacheException NotVerified(
        IEnumerable<ImageReference> inPlace,
        IEnumerable<ImageReference> wrong,
        string message
    ) =>
        new(
            "DLC0409",
            $"docker says that it pushed, and the registry does not have it. In place: {Listed(inPlace)}. Not in place, or not "
                + $"to be read: {Listed(wrong)}. Expected each tag to be what was pushed. Running again is safe. "
                + $"Seen:{Environment.NewLine}{message}"
        );

    public static string TagMoved(ImageReference reference, string now, string pushed) =>
        $"DLC0509: {reference} was pushed as {pushed} and is {now} now: another build has pushed it since. The image of this "
        + $"one is there under its digest.";

    public static string DigestUnknown(ImageReference reference, string? now, bool isAsked = true) =>
        $"DLC0512: docker pushed {reference} and did not tell the digest, so that nothing could be compared with it. The registry "
        + (
            isAsked
                ? $"has {now ?? "nothing that can be read"} there now"
                : "was not asked, as that would pull the image"
        )
        + ". Where docker has a folder for temporary files of its own (in a "
        + "container, from a snap), have TMPDIR name one that Cake and docker share.";

    public static string NotReadBack(ImageReference reference, string message) =>
        $"DLC0514: docker pushed {reference}, and it was not read back, because docker's command line did not reach the "
        + "registry, as the builder did. Where that is so in each build, have the system that Cake runs on trust the "
        + $"registry's certificate and know its name. Docker says: {message}";

    public static string CacheBroken(IEnumerable<string> references, string message) =>
        $"DLC0503: the cache {Alternatives(references)} broke the build, which is run again without it. Docker says: {message}";

    public static string LayersLost(IEnumerable<string> references, IEnumerable<string> messages) =>
        $"DLC0503: layers of the cache {Alternatives(references)} could not be fetched, so "
        + $"their steps were run. Docker says: {string.Join(Environment.NewLine, messages)}";

    public static string CacheUnreadable(string reference, string message) =>
        $"DLC0503: the cache {reference} could not be read, so the build goes on without it. Docker says: {message}";

    public static string CacheNotWritten(string reference, string message) =>
        NotWritten(reference, $"Docker says: {message}");

    public static string CacheNotReplaced(string folder, string message) =>
        NotWritten(folder, $"Its folder was not replaced: {message}");

    private static string NotWritten(string cache, string why) =>
        $"DLC0504: the cache {cache} could not be written, so the next build may be slower. {why}";

    public static string RecordNotWritten(string reference, string message) =>
        $"DLC0507: the record {reference} could not be written, so the next build cannot say why a step was not reused. "
        + $"Docker says: {message}";

    private static string Alternatives(IEnumerable<string> references) =>
        string.Join(" or ", references.Order(StringComparer.Ordinal)) is { Length: > 0 } list
            ? list
            : "that docker read";

    private static string Listed(IEnumerable<ImageReference> references) =>
        string.Join(", ", references) is { Length: > 0 } list ? list : "nothing";
}
