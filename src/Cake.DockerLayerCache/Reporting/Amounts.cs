using System.Globalization;
using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Times and sizes as a person reads them.</summary>
internal static class Amounts
{
    // What takes less is shown as 0.0 s.
    private static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(50);

    public static string Of(TimeSpan time) =>
        time.Duration() < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(time < TimeSpan.Zero ? "-" : "")}{(int)time.Duration().TotalMinutes} min {time.Duration().Seconds} s"
            );

    /// <summary>A step with its line, cut to so many characters.</summary>
    public static string Of(DockerBuildStep step, int longest) =>
        MessageText.Cut(
            string.Join(' ', $"{step}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            longest
        );

    /// <summary>The parts of a build's time that took any.</summary>
    public static string Of(DockerBuildTimes times) =>
        string.Join(", ", Parts(times).Where(part => part.Time >= Shown).Select(part => $"{part.Name} {Of(part.Time)}"))
            is { Length: > 0 } parts
            ? parts
            : "nothing that the engine tells of";

    public static IEnumerable<(string Name, TimeSpan Time)> Parts(DockerBuildTimes times) =>
        [
            ("reading the cache", times.ReadingCache),
            ("pulling", times.Pulling),
            ("building", times.Building),
            ("exporting", times.Exporting),
            ("writing the cache", times.WritingCache),
            ("pushing", times.Pushing),
        ];

    /// <summary>What caching brought, as a sentence; null where nobody knows.</summary>
    public static string? Sentence(TimeSpan? saved) =>
        saved switch
        {
            null => null,
            { } time when time < TimeSpan.Zero =>
                $"Caching cost about {Of(-time)} more than it saved: more time went into the cache than the reused steps took "
                    + "when they last ran.",
            { } time =>
                $"Caching saved about {Of(time)}: so long the reused steps took when they last ran, less the time "
                    + "that went into the cache.",
        };
}
