namespace Cake.DockerLayerCache.Ci;

/// <summary>What a CI service says of the run it has started; null is what it does not say.</summary>
internal sealed record CiFacts(string Provider)
{
    /// <summary>The branch that is built; null for a tag.</summary>
    public string? Branch { get; init; }

    public string? Tag { get; init; }

    public string? DefaultBranch { get; init; }

    public CiPullRequest? PullRequest { get; init; }

    /// <summary>The commit's hash, in hexadecimal digits.</summary>
    public string? Commit { get; init; }

    public string? BuildNumber { get; init; }

    /// <summary>Where a person finds the run.</summary>
    public string? BuildLink { get; init; }

    /// <summary>Where a person finds the sources.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Why nobody can say whose code the run builds, or what else keeps it from being trusted, as a sentence; null where
    /// nothing does.
    /// </summary>
    public string? Doubt { get; init; }

    /// <summary>Whether a pull request's branch is built as it stands, and not merged into the other.</summary>
    public bool BuildsSource { get; init; }

    /// <summary>
    /// The same where the default branch is built: it stays itself while a pull request from it is open. The name is the
    /// user's; null is what the service says.
    /// </summary>
    public CiFacts On(string? defaultBranch) =>
        BuildsSource
        && PullRequest is { Fork: false, Source: { } source }
        && source == (defaultBranch ?? DefaultBranch ?? RunRules.LastDefaultBranch)
            ? this with
            {
                Branch = source,
                PullRequest = null,
            }
            : this;

    /// <summary>
    /// The same where a pull request has neither branch nor tag and a tag no branch, whatever else the variables say: some
    /// services name the branch that the one goes into, or the other stands on.
    /// </summary>
    public CiFacts Settled =>
        this with
        {
            Branch = PullRequest is null && Tag is null ? Branch : null,
            Tag = PullRequest is null ? Tag : null,
        };

    public CiTrust Trust =>
        Doubt is not null ? CiTrust.Unknown
        : PullRequest is { } request
            ? request.Fork switch
            {
                true => CiTrust.Fork,
                false => CiTrust.PullRequest,
                null => CiTrust.Unknown,
            }
        : (Branch ?? Tag) is null ? CiTrust.Unknown
        : CiTrust.Trusted;

    /// <summary>What the run builds, as a sentence goes on.</summary>
    public string What =>
        (PullRequest, Tag, Branch) switch
        {
            ({ } request, _, _) => request.ToString(),
            (_, { } tag, _) => $"the tag {tag}",
            (_, _, { } branch) => $"the branch {branch}",
            _ => "something that it does not name",
        };
}

/// <summary>A pull request. Whether it comes from a fork is null where that is not known.</summary>
internal sealed class CiPullRequest(string? id, string? source, string? target, bool? fork)
{
    public string? Id => id;

    public string? Source => source;

    public string? Target => target;

    public bool? Fork => fork;

    public override string ToString() =>
        $"pull request {Id ?? "without a number"}"
        + (Source is null ? "" : $" from {Source}")
        + (Target is null ? "" : $" into {Target}");
}

/// <summary>Whose code a run builds; the less is known of it, the lower.</summary>
internal enum CiTrust
{
    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>That of a pull request from a fork: anyone's.</summary>
    Fork,

    /// <summary>That of a pull request from the repository itself: of someone who may push, not reviewed yet.</summary>
    PullRequest,

    /// <summary>That of a branch or tag of the repository.</summary>
    Trusted,
}
