using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>What advice is given on: a Dockerfile, and how it is built.</summary>
/// <param name="dockerfile">The Dockerfile.</param>
/// <param name="needed">The stages that the target needs, and those the user named.</param>
/// <param name="ignore">The rules for the build context; null where there is no <c>.dockerignore</c>.</param>
/// <param name="holdsGit">Whether the context has a <c>.git</c>.</param>
/// <param name="isLegacy">Whether the legacy builder builds it: it has rules of its own.</param>
internal sealed class AdviceSubject(
    Dockerfile dockerfile,
    IReadOnlyList<Stage> needed,
    IgnoreRules? ignore,
    bool holdsGit,
    bool isLegacy
)
{
    public Dockerfile Dockerfile => dockerfile;

    public IReadOnlyList<Stage> Needed => needed;

    public IgnoreRules? Ignore => ignore;

    public bool HoldsGit => holdsGit;

    public bool IsLegacy => isLegacy;

    /// <summary>Whether a COPY or ADD brings in the whole context, so that each changed file is a miss.</summary>
    public bool CopiesAll(Instruction instruction) =>
        instruction.Keyword is "COPY" or "ADD"
        && !instruction.Flags.Any(flag => flag.Name is "from" or "exclude" or "parents")
        && Forms.CopyForm.Of(instruction).Sources.Any(source => source is "." or "./" or "/" or "*" or "./*")
        && !LetsInOnlyWhatIsNamed;

    // "*" and exceptions: someone has chosen.
    private bool LetsInOnlyWhatIsNamed =>
        Ignore is not null && Ignore.Patterns.Any(pattern => pattern is { IsException: false, Text: "*" or "**" });
}
