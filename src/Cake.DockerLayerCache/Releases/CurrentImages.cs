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
        var answers = moving
            .Zip(Concurrently.Run([.. moving.Select(tag => (Func<RemoteAnswer>)(() => images.Find($"{tag}")))]))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var (reference, answer) in answers.Where(pair => pair.Value is { Image: null, IsAbsent: false }))
        {
            throw ReleaseProblems.SourceUnreadable($"{reference}", answer.Message);
        }

        return MovingTags.For(version, wanted, reference => answers.GetValueOrDefault(reference)?.Image?.Labels);
    }
}
