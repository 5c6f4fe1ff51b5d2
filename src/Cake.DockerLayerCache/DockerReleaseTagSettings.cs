namespace Cake.DockerLayerCache;

/// <summary>Which tags a release gets.</summary>
public sealed class DockerReleaseTagSettings
{
    /// <summary>
    /// Tags of partial versions, <c>1.4</c> and <c>1</c>, for a final version; never <c>0</c>. Default: true.
    /// </summary>
    public bool Partial { get; set; } = true;

    /// <summary>The tag <c>latest</c> for a final version. Default: true.</summary>
    public bool Latest { get; set; } = true;

    /// <summary>
    /// The tag of what the CI run builds: its branch, <c>main</c>, or its pull request, <c>pr-12</c>. What a tag cannot
    /// have becomes <c>-</c>, and of a name that is too long the end becomes eight digits of its SHA-256. Default: false.
    /// </summary>
    public bool Branch { get; set; }

    /// <summary>
    /// The default branch, by its name or its full ref, where it is built while a pull request from it is open: then the
    /// run is that branch's, with services that build a pull request's branch as it stands (CircleCI, Buildkite). Default:
    /// what the CI service says, and <c>main</c> where it does not.
    /// </summary>
    public string? DefaultBranch { get; set; }

    /// <summary>The tag of the commit that the CI run builds, <c>sha-1a2b3c4</c>. Default: false.</summary>
    public bool Commit { get; set; }

    /// <summary>
    /// What versions begin with, for example <c>v</c> or <c>app-</c>; <c>latest</c> has it not. Where it is more than
    /// <c>v</c>, a hyphen or an underscore ends it. Default: nothing.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>
    /// What every tag ends with, <c>latest</c> too, for example <c>-alpine</c>; not <see cref="Fallback"/>. A hyphen or
    /// an underscore begins it. Default: nothing.
    /// </summary>
    public string Suffix { get; set; } = "";

    /// <summary>
    /// The one tag where there would be none, for example <c>local</c>: without a version, outside CI. Default: none, and
    /// that is an error, <c>DLC0118</c>.
    /// </summary>
    public string? Fallback { get; set; }
}
