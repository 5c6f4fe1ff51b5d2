using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Releases;

/// <summary>What a build of a version has besides.</summary>
internal static class ReleaseBuild
{
    /// <summary>The request with its labels, and without the tags that would move backwards.</summary>
    public static (BuildRequest Request, MovingTags Moving) Prepare(
        BuildRequest request,
        CiFacts? run,
        RemoteImages images,
        Func<string, string?> variable
    )
    {
        if (request.Version is not { } version)
        {
            return (request, MovingTags.None);
        }

        var labels = ReleaseLabels.For(
            request.Image,
            version,
            run,
            variable("SOURCE_DATE_EPOCH"),
            DateTimeOffset.UtcNow
        );
        request = request with { Options = request.Options.WithReleaseLabels(labels) };
        if (!request.Push)
        {
            return (request, MovingTags.None);
        }

        var moving = CurrentImages.Moving(
            images,
            version,
            [.. request.Tags.Select(request.Image.WithTag)],
            [ImageName.PathOf(request.Image.Value)],
            digest: null,
            isRead: false
        );
        return (request.WithoutTags([.. moving.LeftAlone.Select(reference => reference.Tag)]), moving);
    }
}
