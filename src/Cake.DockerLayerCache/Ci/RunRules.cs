using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Ci;

/// <summary>What a run may do: whose caches it reads, which it writes, and whether it pushes. A pure decision.</summary>
internal sealed class RunRules
{
    public const string LastDefaultBranch = "main";

    /// <summary>The scope whose caches are this run's own.</summary>
    public CacheScope Own => Reads[0];

    /// <summary>The scopes whose caches are read, the nearest first; its own is the first.</summary>
    public required IReadOnlyList<CacheScope> Reads { get; init; }

    /// <summary>
    /// The scope that the image's tags are marked with: of what is built, whosever cache the user wants it to have, so that
    /// no other branch moves the default one's <c>latest</c>.
    /// </summary>
    public required CacheScope Marks { get; init; }

    /// <summary>
    /// The scope under whose tags the stages are published that the user named: the image's, and a git tag's, which has no
    /// cache of its own, that of the tag. What the default branch has published is not a release's to replace.
    /// </summary>
    public required CacheScope Stages { get; init; }

    public required bool WritesCache { get; init; }

    public required bool Pushes { get; init; }

    /// <summary>Whether every tag of the image gets the scope's suffix, and not only what the main line reads.</summary>
    public required bool MarksAllTags { get; init; }

    /// <summary>What was decided of caches and why, a sentence each; none where there was nothing to decide.</summary>
    public required IReadOnlyList<string> Decisions { get; init; }

    /// <summary>The same of pushing.</summary>
    public required string? Pushing { get; init; }

    public static RunRules For(CiFacts? facts, RunWishes wishes)
    {
        var built = Built(facts, wishes);
        var scopes = Scopes(built, facts, wishes);
        var marks = built is [{ IsShared: false } own, ..] ? own : scopes[0];
        var (trusted, distrust) = Judge(facts);
        var pushes = wishes.Push ?? trusted;
        var hasCache = facts is not { Tag: not null } || facts.PullRequest is not null || wishes.Scope is not null;
        var writes = wishes.CacheWrite ?? ((pushes || wishes.PushedByScript) && trusted && hasCache);
        var decisions = new List<string>();
        if (facts is not null || wishes.Scope is not null)
        {
            decisions.Add(ScopeSentence(facts, wishes, scopes));
        }

        if (facts is not null)
        {
            decisions.Add(
                (writes, wishes.CacheWrite) switch
                {
                    (true, true) => "The cache is written, because CacheWrite asks for it.",
                    (true, _) => $"The cache is written as {scopes[0]}: the run is {Trusted(facts)}.",
                    (false, false) => "The cache is not written, because CacheWrite is false.",
                    _ when !trusted => $"The cache is not written: {distrust}. CacheWrite = true overrides that.",
                    _ when !hasCache =>
                        "The cache is not written: a tag is built once, and no later run would read it.",
                    _ => "The cache is not written, because Push is false.",
                }
            );
        }

        return new RunRules
        {
            Reads = scopes,
            Marks = marks,
            Stages = hasCache || writes ? marks : CacheScope.Of(facts!.Tag!),
            WritesCache = writes,
            Pushes = pushes,
            MarksAllTags = facts?.PullRequest is not null,
            Decisions = decisions,
            Pushing = facts is null
                ? null
                : (pushes, wishes.Push) switch
                {
                    _ when wishes.PushedByScript =>
                        "The image is not pushed: the script does that, under the tags as they are.",
                    (true, true) => "The image is pushed, because Push asks for it.",
                    (true, _) => $"The image is pushed: the run is {Trusted(facts)}.",
                    (false, false) => "The image is not pushed, because Push is false.",
                    _ => $"The image is not pushed: {distrust}. Push = true overrides that.",
                },
        };
    }

    /// <summary>All that was decided of a request, which may have lost its tags since.</summary>
    public IEnumerable<string> DecisionsOf(BuildRequest request) =>
        [
            .. Decisions,
            .. Pushes && !request.Push ? ["The image is not pushed: each of its tags stands for a newer version."]
            : Pushing is null ? Array.Empty<string>()
            : [Pushing],
        ];

    /// <summary>The request as this run may carry it out.</summary>
    public BuildRequest Apply(BuildRequest request) =>
        request.WithTags(
            request.PlainTags.Select(tag =>
                // The tag of a pull request may be called like its scope; latest stays marked, whatever a branch is called.
                !request.Wishes.PushedByScript && (MarksAllTags ? tag.Value != Marks.Name : tag.Mobility == 2)
                    ? tag.In(Marks)
                    : tag
            )
        ) with
        {
            Scopes = Reads,
            StageScope = Stages,
            WriteCache = WritesCache,
            Push = Pushes,
        };

    /// <summary>The scopes of what the service says is built; none where it says nothing of that.</summary>
    private static IReadOnlyList<CacheScope> Built(CiFacts? facts, RunWishes wishes) =>
        facts switch
        {
            // That of a branch of this repository only: a fork's may have any name.
            { PullRequest: { Fork: false, Source: { } source } request } =>
            [
                CacheScope.OfPullRequest(request.Id, source),
                OfBranch(source, facts, wishes),
            ],
            { PullRequest: { } request } => [CacheScope.OfPullRequest(request.Id, request.Source)],
            { Branch: { } branch } => [OfBranch(branch, facts, wishes)],
            _ => [],
        };

    private static IReadOnlyList<CacheScope> Scopes(
        IReadOnlyList<CacheScope> built,
        CiFacts? facts,
        RunWishes wishes
    ) =>
        [
            .. (wishes.Scope is null ? built : [OfBranch(wishes.Scope, facts, wishes)])
                .Concat(facts?.PullRequest?.Target is { } target ? [OfBranch(target, facts, wishes)] : [])
                .Append(CacheScope.Shared)
                .Distinct(),
        ];

    private static CacheScope OfBranch(string name, CiFacts? facts, RunWishes wishes) =>
        name == (wishes.DefaultBranch ?? facts?.DefaultBranch ?? LastDefaultBranch)
            ? CacheScope.Shared
            : CacheScope.Of(name);

    private static (bool Trusted, string Reason) Judge(CiFacts? facts) =>
        facts switch
        {
            null or { Trust: CiTrust.Trusted or CiTrust.PullRequest } => (true, ""),
            { Doubt: { } doubt } => (false, $"{facts.Provider}: {doubt}, so the run is not trusted"),
            { PullRequest.Fork: true } => (false, $"{facts.PullRequest} comes from a fork"),
            { PullRequest: not null } => (
                false,
                $"{facts.Provider} does not say whether {facts.PullRequest} comes from a fork, so it is not trusted"
            ),
            _ => (false, $"{facts.Provider} names neither a branch nor a tag, so the run is not trusted"),
        };

    private static string ScopeSentence(CiFacts? facts, RunWishes wishes, IReadOnlyList<CacheScope> scopes)
    {
        var why = wishes.Scope is null ? $"{facts!.Provider} builds {facts.What}" : $"CacheScope is {wishes.Scope}";
        var known = wishes.DefaultBranch ?? facts?.DefaultBranch;
        var shared = known ?? $"{LastDefaultBranch}, as nobody says otherwise (DefaultBranch)";
        return $"The cache is {string.Join(", else ", scopes)}: {why}. The shared one is that of the branch {shared}.";
    }

    private static string Trusted(CiFacts facts) =>
        facts.Trust == CiTrust.PullRequest ? "a pull request of the repository itself" : "the repository's own";
}
