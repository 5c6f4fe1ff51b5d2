using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>Which tags a release may move: none backwards.</summary>
internal sealed record MovingTags(
    IReadOnlyList<ImageReference> Moved,
    IReadOnlyList<ImageReference> LeftAlone,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Warnings
)
{
    public static readonly MovingTags None = new([], [], [], []);

    /// <summary>What becomes of the tags that a version is to get.</summary>
    /// <param name="version">What is released; null where nobody has said it, and then nothing can be compared.</param>
    /// <param name="wanted">The tags that it is to get.</param>
    /// <param name="images">The images, without their registry, whose versions it is one of.</param>
    /// <param name="now">The images that tags stand for now; null where there is none.</param>
    /// <param name="digest">What is released; null where it is not built yet.</param>
    public static MovingTags For(
        ReleaseVersion? version,
        IReadOnlyList<ImageReference> wanted,
        IReadOnlyList<string> images,
        Func<ImageReference, RemoteImage?> now,
        string? digest
    )
    {
        var moving = None;
        foreach (var reference in wanted)
        {
            moving = moving.With(
                reference,
                version,
                images,
                version?.IsMovedBy(reference.Tag) == true ? now(reference) : null,
                digest
            );
        }

        return moving;
    }

    private MovingTags With(
        ImageReference reference,
        ReleaseVersion? version,
        IReadOnlyList<string> images,
        RemoteImage? now,
        string? digest
    )
    {
        var moved = this with { Moved = [.. Moved, reference] };
        if (version is null || now is null)
        {
            return moved;
        }

        return ReleaseLabels.Built(now.Labels) switch
        {
            var (image, current) when images.Contains(image, StringComparer.Ordinal) => current.IsNewerThan(version)
                ? this with
                {
                    LeftAlone = [.. LeftAlone, reference],
                    Notes = [.. Notes, ReleaseProblems.LeftAlone(reference, current, version)],
                }
                : moved,
            _ when now.Digest == digest => moved,
            _ => moved with { Warnings = [.. Warnings, ReleaseProblems.UnknownVersion(reference, now.Labels)] },
        };
    }
}
