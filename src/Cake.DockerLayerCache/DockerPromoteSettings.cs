using Cake.Core.Tooling;

namespace Cake.DockerLayerCache;

/// <summary>
/// How to promote an image. What <see cref="ToolSettings"/> brings counts for every docker command that is run, but
/// <see cref="ToolSettings.ArgumentCustomization"/>, which is for builds only; <see cref="ToolSettings.HandleExitCode"/>
/// and <see cref="ToolSettings.PostAction"/> are not used.
/// </summary>
public sealed class DockerPromoteSettings : ToolSettings
{
    /// <summary>
    /// The repository that gets the tags, without a tag. Default: that of the source. In another repository of the same
    /// registry no layer is moved either.
    /// </summary>
    public string? Image { get; set; }

    /// <summary>
    /// The version that is released, for example <c>1.4.7</c>. Default: the tag that is a whole version, else the
    /// one that the source was built with as <c>Version</c>. <c>latest</c> and partial versions (<c>1.4</c>, <c>1</c>)
    /// are left alone where they stand for an image that was built with a newer one.
    /// </summary>
    public string? Version { get; set; }

    /// <summary>
    /// The default branch, by its name or its full ref, from which is promoted while a pull request from it is open.
    /// Default: what the CI service says, and <c>main</c> where it does not.
    /// </summary>
    public string? DefaultBranch { get; set; }

    /// <summary>The buildx builder to use (<c>--builder</c>). Default: the one that is selected.</summary>
    public string? Builder { get; set; }

    /// <summary>
    /// Promote in a CI run that builds a pull request, or of which nobody can say what it builds. Default: that is an
    /// error, <c>DLC0121</c>.
    /// </summary>
    public bool? Push { get; set; }

    /// <summary>
    /// How often a docker command is run at most, the first time included, where it fails by what can pass by itself.
    /// Default: 4; 1 for no second attempt.
    /// </summary>
    public int? Attempts { get; set; }

    /// <summary>How long after a command's first failure it may be tried again. Default: 2 minutes.</summary>
    public TimeSpan? RetryBudget { get; set; }

    /// <summary>
    /// How long the whole call may take; then docker's commands are stopped, and the call fails with <c>DLC0407</c>.
    /// Default: no limit.
    /// </summary>
    public TimeSpan? CallTimeout { get; set; }
}
