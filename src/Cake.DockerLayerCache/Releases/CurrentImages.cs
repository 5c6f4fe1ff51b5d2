using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>Finds out which version the tags that move stand for now.</summary>
internal static class CurrentImages
{
    /// <summary>The images that tags which move stand for are asked for side by side, and no others.</summary>
    /// <param name="images">Where they are asked for.</param>
    /// <param name="version">What the tags are to stand for; null where nobody has said it.</param>
    /// <param name="wanted">The tags.</param>
    /// <param name="names">The images, without their registry, whose versions it is one of.</param>
    /// <param name="digest">What is released; null where it is not built yet.</param>
    /// <param name="isRead">Whether their repository is there, and can be read.</param>
    public static MovingTags Moving(
        RemoteImages images,
        ReleaseVersion? version,
        IReadOnlyList<ImageReference> wanted,
        IReadOnlyList<string> names,
        string? digest,
        bool isRead
    )
    {
        List<ImageReference> moving = [.. wanted.Where(reference => version?.IsMovedBy(reference.Tag) == true)];
        var answers = moving
            .Zip(Concurrently.Run([.. moving.Select(tag => (Func<RemoteAnswer>)(() => images.Find($"{tag}")))]))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var unread = answers.Where(pair => pair.Value is { Image: null, IsAbsent: false }).ToList();
        // Of a repository that is not there yet, registries say that nobody may read it: else it never got its first release.
        if ((isRead || !answers.Values.All(answer => answer.IsRefused)) && unread is [var (reference, answer), ..])
        {
            throw ReleaseProblems.TagUnreadable(reference, answer.Message);
        }

        var tags = MovingTags.For(version, wanted, names, tag => answers.GetValueOrDefault(tag)?.Image, digest);
        return tags with
        {
            Warnings =
            [
                .. tags.Warnings,
                .. unread.Select(pair => ReleaseProblems.UnknownImage(pair.Key, pair.Value.Message)),
            ],
        };
    }
}
