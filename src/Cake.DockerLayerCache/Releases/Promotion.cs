using System.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Releases;

/// <summary>Gives an image that was pushed more tags, inside the registry.</summary>
internal sealed class Promotion
{
    // It keeps the manifest of one image as it is; before, it makes an index of one.
    private static readonly Version FirstBuildxThatCopies = new(0, 16);

    private readonly ICakeLog log;
    private readonly PromotionRequest request;
    private readonly RetryingDocker docker;
    private readonly EngineFacts facts;
    private readonly RemoteImages images;
    private readonly CallEnd end;

    private Promotion(
        ICakeContext context,
        PromotionRequest request,
        DockerPromoteSettings settings,
        ShownText shown,
        CallEnd end
    )
    {
        log = new ShownLog(context.Log, shown);
        this.request = request;
        this.end = end;
        end.Limit = request.Limits.CallTimeout;
        var runner = new DockerRunner(context, new DockerTool(context), settings, shown, end);
        docker = new RetryingDocker(runner, new Retry(request.Limits, line => log.Information("{0}", line), end));
        facts = new DockerEnvironment(context, settings).Facts(runner, request.Builder);
        images = new RemoteImages(docker, facts, request.Builder);
    }

    public static DockerPromotion Run(
        ICakeContext context,
        DockerPromoteSettings settings,
        string source,
        IReadOnlyList<string> tags
    )
    {
        var clock = Stopwatch.StartNew();
        var shown = ShownText.For(context, settings, [source, .. tags]);
        return shown.Guard(() => shown.Of(Run(context, settings, source, tags, shown, clock)));
    }

    private static DockerPromotion Run(
        ICakeContext context,
        DockerPromoteSettings settings,
        string source,
        IReadOnlyList<string> tags,
        ShownText shown,
        Stopwatch clock
    )
    {
        var wanted = PromotionRequest.From(settings, source, tags);
        if (settings.Push is not true && CiReading.Facts(context, settings.DefaultBranch) is { } run && !IsAllowed(run))
        {
            throw ReleaseProblems.NotAllowed(run);
        }

        return EndableCall.Run(end => new Promotion(context, wanted, settings, shown, end).Run(clock));
    }

    private static bool IsAllowed(CiFacts run) => run.Trust == CiTrust.Trusted;

    private DockerPromotion Run(Stopwatch clock)
    {
        var source = Source();
        var moving = Moving(source);
        foreach (var note in moving.Notes)
        {
            log.Information("{0}", note);
        }

        foreach (var warning in moving.Warnings)
        {
            log.Warning("{0}", warning);
        }

        var copies = source.IsIndex || facts.Buildx >= FirstBuildxThatCopies;
        Put(
            source,
            moving.Moved,
            copies && facts.Builder == BuilderKind.Buildx ? tags => Copy(source, tags) : PushFromStore(source)
        );
        if (moving.Moved.Count > 0)
        {
            log.Information(
                "{0} is {1}:{2} now, {3}.",
                request.Source,
                request.Image.Value,
                string.Join(", ", moving.Moved.Select(reference => reference.Tag)),
                source.Digest
            );
        }

        return new DockerPromotion
        {
            Image = request.Image.Value,
            Tags = [.. moving.Moved.Select(reference => reference.Tag.Value)],
            LeftAlone = [.. moving.LeftAlone.Select(reference => reference.Tag.Value)],
            Digest = source.Digest,
            Duration = clock.Elapsed,
            Warnings = moving.Warnings,
        };
    }

    private RemoteImage Source()
    {
        var answer = images.Find(request.Source);
        return answer.Image
            ?? throw (
                answer.IsAbsent
                    ? ReleaseProblems.SourceMissing(request.Source, answer.Message)
                    : ReleaseProblems.SourceUnreadable(request.Source, answer.Message)
            );
    }

    private MovingTags Moving(RemoteImage source)
    {
        var built = ReleaseLabels.Built(source.Labels);
        var version = request.VersionOf(built?.Version);
        return CurrentImages.Moving(
            images,
            version,
            request.References,
            [
                ImageName.PathOf(request.Image.Value),
                ImageName.PathOf(request.Repository),
                // It may have been promoted before, out of a third repository.
                .. built is { } of && of.Version == version ? [of.Image] : Array.Empty<string>(),
            ],
            source.Digest,
            isRead: request.Image.Value == request.Repository
        );
    }

    // What never moves first, latest last: a failure leaves what moves where it was.
    private void Put(
        RemoteImage source,
        IReadOnlyList<ImageReference> references,
        Func<IReadOnlyList<ImageReference>, string?> put
    )
    {
        var inPlace = new List<ImageReference>();
        foreach (var phase in references.GroupBy(reference => reference.Tag.Mobility).OrderBy(phase => phase.Key))
        {
            IReadOnlyList<ImageReference> tags = [.. phase];
            if (put(tags) is { } failure)
            {
                throw end.IsEarly
                    ? RunProblems.Ended(end, inPlace, references.Except(inPlace))
                    : RunProblems.PushFailed(inPlace, references.Except(inPlace), failure);
            }

            if (facts.Builder == BuilderKind.Buildx)
            {
                Check(source, tags);
            }

            inPlace.AddRange(tags);
        }
    }

    private void Check(RemoteImage source, IReadOnlyList<ImageReference> tags)
    {
        var digests = Concurrently.Run([
            .. tags.Select(tag => (Func<string?>)(() => images.Find(tag.ToString()).Image?.Digest)),
        ]);
        foreach (var (tag, digest) in tags.Zip(digests))
        {
            if (digest != source.Digest)
            {
                throw ReleaseProblems.OtherDigest(tag, digest, source.Digest);
            }
        }
    }

    // What was read, whatever the tag stands for by now.
    private string ByDigest(RemoteImage source) => $"{request.Repository}@{source.Digest}";

    private string? Copy(RemoteImage source, IReadOnlyList<ImageReference> tags)
    {
        var answer = docker.Run(
            DockerCommand
                .Of("buildx", "imagetools", "create")
                .WithOption("--builder", request.Builder)
                .WithFlag("--prefer-index=false", facts.Buildx >= FirstBuildxThatCopies)
                .WithEach("--tag", tags.Select(tag => tag.ToString()))
                .With(ByDigest(source))
        );
        return answer.Succeeded ? null : answer.Message;
    }

    private Func<IReadOnlyList<ImageReference>, string?> PushFromStore(RemoteImage source)
    {
        // Where buildx was asked for it, it is not in the store yet.
        if (facts.Builder == BuilderKind.Buildx && images.Pull(ByDigest(source)) is { Image: null } failed)
        {
            throw ReleaseProblems.SourceUnreadable(request.Source, failed.Message);
        }

        return tags =>
        {
            var failures = Concurrently.Run([.. tags.Select(tag => (Func<string?>)(() => Push(source, tag)))]);
            return failures.FirstOrDefault(failure => failure is not null);
        };
    }

    private string? Push(RemoteImage source, ImageReference tag)
    {
        var named = docker.Run(DockerCommand.Of("tag", ByDigest(source), tag.ToString()));
        if (!named.Succeeded)
        {
            return named.Message;
        }

        var pushed = docker.Run(DockerCommand.Push(tag.ToString()));
        return !pushed.Succeeded ? pushed.Message
            : PushOutput.Digest(pushed.Output) is var digest && digest == source.Digest ? null
            : throw ReleaseProblems.OtherDigest(tag, digest, source.Digest);
    }
}
