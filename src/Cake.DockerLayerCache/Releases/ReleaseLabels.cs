using System.Globalization;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>
/// The labels of the OCI image specification, and one of the addin's own. They are given on the command line and not in
/// the Dockerfile, so that no step's cache depends on them.
/// </summary>
internal static class ReleaseLabels
{
    public const string Version = "org.opencontainers.image.version";

    /// <summary>
    /// The image and its version, <c>awesome-image:1.4.7</c>: an image inherits the labels of its base, and that one's
    /// version with them.
    /// </summary>
    public const string Release = "cake.dockerlayercache.release";

    private const string Revision = "org.opencontainers.image.revision";
    private const string Source = "org.opencontainers.image.source";
    private const string Created = "org.opencontainers.image.created";

    /// <summary>The labels, as <c>name=value</c>.</summary>
    /// <param name="image">What is built.</param>
    /// <param name="version">The version it is built as.</param>
    /// <param name="facts">What the CI service says; null outside CI.</param>
    /// <param name="sourceDate">The variable <c>SOURCE_DATE_EPOCH</c>, in seconds; else it is <paramref name="now"/>.</param>
    /// <param name="now">The time it is.</param>
    public static IReadOnlyList<string> For(
        ImageName image,
        ReleaseVersion version,
        CiFacts? facts,
        string? sourceDate,
        DateTimeOffset now
    ) =>
        [
            $"{Version}={version}",
            $"{Release}={ImageName.PathOf(image.Value)}:{version}",
            .. facts?.Commit is { } commit ? [$"{Revision}={commit}"] : Array.Empty<string>(),
            .. facts?.Source is { } source ? [$"{Source}={source}"] : Array.Empty<string>(),
            // The language of the machine has other signs between the numbers, and other years.
            string.Create(CultureInfo.InvariantCulture, $"{Created}={Time(sourceDate) ?? now:yyyy-MM-ddTHH:mm:ssZ}"),
        ];

    /// <summary>
    /// The image, without its registry, and the version that an image was built as; null where its labels do not tell that
    /// in one voice.
    /// </summary>
    public static (string Image, ReleaseVersion Version)? Built(IReadOnlyDictionary<string, string> labels) =>
        ImageName.Split(labels.GetValueOrDefault(Release) ?? "") is var (image, tag, _)
        && ReleaseVersion.TryParse(tag) is { } version
        && version == ReleaseVersion.TryParse(labels.GetValueOrDefault(Version))
            ? (image, version)
            : null;

    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since)
        && since < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(since)
            : null;
}
