using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>Finds out which version the tags that move stand for now.</summary>
internal static class CurrentImages
{
    /// <summary>The images that tags which move stand for are asked for side by side, and no others.</summary>
    public static MovingTags Moving(RemoteImages images, ReleaseVersion? version, IReadOnlyList<ImageReference> wanted)
    {
        List<ImageReference> moving = [.. wanted.Where(reference => version?.IsMovedBy(reference.Tag) == true)];
        var found =
            moving.Count == 0
                ? []
                : Concurrently.Run([
                    .. moving.Select(reference => (Func<RemoteAnswer>)(() => images.Find(reference.ToString()))),
                ]);
        var unreadable = found.FirstOrDefault(answer => answer is { Image: null, IsAbsent: false });
        return unreadable is null
            ? MovingTags.For(
                version,
                wanted,
                reference => moving.IndexOf(reference) is var at and >= 0 ? found[at].Image?.Labels : null
            )
            : throw ReleaseProblems.SourceUnreadable(
                $"{moving[found.ToList().IndexOf(unreadable)]}",
                unreadable.Message
            );
    }
}
