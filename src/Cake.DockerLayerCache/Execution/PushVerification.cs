using System.Collections.Concurrent;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>
/// Asks the registry whether it has, under each tag, what was pushed: that a push ended well is docker's word alone. It
/// is asked as soon as a push has ended, beside what is pushed next, and the export of the cache.
/// </summary>
/// <param name="images">Asks it.</param>
/// <param name="pushAgain">Pushes a tag out of the local store once more; null where what was pushed is not in there.</param>
/// <param name="pause">Waits.</param>
internal sealed class PushVerification(
    RemoteImages images,
    Func<ImageReference, DockerAnswer?> pushAgain,
    Action<TimeSpan> pause
)
{
    // A registry of several machines may take a moment until all of them know a tag.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromMilliseconds(600),
        TimeSpan.FromSeconds(2),
    ];

    private readonly ConcurrentDictionary<(ImageReference, string), Lazy<Task<Finding>>> begun = new();

    /// <summary>Begins to ask for a tag that was pushed just now.</summary>
    public void Begin(ImageReference reference, string digest) =>
        _ = begun
            .GetOrAdd(
                (reference, digest),
                _ => new Lazy<Task<Finding>>(() => Concurrently.Start(() => Check(reference, digest)))
            )
            .Value;

    /// <summary>Throws where a tag is not what was pushed, and gives the warnings about those that another build moved.</summary>
    public IReadOnlyList<string> Check(BuildPlan plan, RunState state)
    {
        // Then the best that there is to say is what the registry has under the tag, where it need not be pulled for that.
        var unknown = state.Digest is null ? plan.Published.Except(plan.StageImages.Values).FirstOrDefault() : null;
        state.Digest ??= unknown is null || images.ArePulled ? null : images.Digest($"{unknown}").Value;
        List<(ImageReference Reference, string Digest)> pushed =
        [
            .. plan
                .Published.Select(reference => (reference, digest: state.InPlace.GetValueOrDefault(reference)))
                .Where(each => each.digest is not null)
                .Select(each => (each.reference, each.digest!)),
        ];
        var findings = Concurrently.Run([
            .. pushed.Select(each => (Func<Finding>)(() => Found(each.Reference, each.Digest, state))),
        ]);
        var wrong = findings.Where(finding => finding.Problem is not null).ToList();
        return wrong.Count == 0
            ?
            [
                .. unknown is null
                    ? Array.Empty<string>()
                    : [RunProblems.DigestUnknown(unknown, state.Digest, !images.ArePulled)],
                .. findings.Select(finding => finding.Warning).OfType<string>(),
            ]
            : throw RunProblems.NotVerified(
                plan.Published.Where(state.InPlace.ContainsKey).Except(wrong.Select(finding => finding.Reference)),
                wrong.Select(finding => finding.Reference),
                string.Join(Environment.NewLine, wrong.Select(finding => finding.Problem))
            );
    }

    // A push that was begun may have failed, and have been made again since.
    private Finding Found(ImageReference reference, string digest, RunState state) =>
        begun.TryGetValue((reference, digest), out var early)
        && early.Value.GetAwaiter().GetResult() is { Problem: null } found
            ? found
            : CheckedTwice(reference, digest, state);

    // What came damaged to the registry, or did not stay there, may the second time.
    private Finding CheckedTwice(ImageReference reference, string digest, RunState state)
    {
        var found = Check(reference, digest);
        if (found is not { Problem: not null, IsOther: true } || pushAgain(reference) is not { Succeeded: true } answer)
        {
            return found;
        }

        // Where the first digest was docker's own word, another one is that of another image.
        var pushed = (images.TakesTheRegistrysWord ? PushOutput.Digest(answer.Output) : null) ?? digest;
        state.Repushed(reference, digest, pushed);
        return Check(reference, pushed);
    }

    private Finding Check(ImageReference reference, string digest)
    {
        if (
            images.TakesTheRegistrysWord
            && images.Manifest($"{reference}") is { } manifest
            && manifest.Digest == digest
        )
        {
            return manifest.Damage is null
                ? new Finding(reference, problem: null, warning: null)
                : new Finding(reference, $"{reference} is {digest}, which is damaged: {manifest.Damage}", warning: null)
                {
                    IsOther = true,
                };
        }

        var found = images.Digest($"{reference}");
        foreach (var length in Pauses)
        {
            if (found.Value == digest || (found.Value is null && found.Failure is not { Kind: FailureKind.NotFound }))
            {
                break;
            }

            pause(length);
            found = images.Digest($"{reference}");
        }

        if (found.Value == digest)
        {
            return new Finding(reference, problem: null, warning: null);
        }

        // Who pulls is the engine that has pushed: what keeps it from the registry now is no matter of trust.
        if (!images.ArePulled && found.Failure is { IsOfConnection: true } unreached)
        {
            return new Finding(reference, problem: null, RunProblems.NotReadBack(reference, unreached.Message));
        }

        if (found.Value is null)
        {
            return new Finding(
                reference,
                $"{reference}: {found.Failure?.Message ?? "docker tells no digest"}",
                warning: null
            )
            {
                IsOther = found.Failure is { Kind: FailureKind.NotFound },
            };
        }

        return IsOfAnotherBuild(reference, digest)
            ? new Finding(reference, problem: null, RunProblems.TagMoved(reference, found.Value, digest))
            : new Finding(reference, $"{reference} is {found.Value}, and {digest} was pushed", warning: null)
            {
                IsOther = true,
            };
    }

    // Whoever pushed the tag later has not harmed the image: it is there, under its digest.
    private bool IsOfAnotherBuild(ImageReference reference, string digest)
    {
        var pushed = $"{reference.Name}@{digest}";
        return images.Digest(pushed).Value == digest
            && images.Configuration(pushed) is { } own
            && images.Configuration($"{reference}") is { } found
            && own != found;
    }

    private sealed class Finding(ImageReference reference, string? problem, string? warning)
    {
        public ImageReference Reference => reference;

        public string? Problem => problem;

        public string? Warning => warning;

        /// <summary>Whether the registry was seen to have something else there, or nothing.</summary>
        public bool IsOther { get; init; }
    }
}
