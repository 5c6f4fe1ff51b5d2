using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>What advice is given on: a Dockerfile, and how it is built.</summary>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Needed">The stages that the target needs, and those the user named.</param>
/// <param name="Ignore">The rules for the build context; null where there is no <c>.dockerignore</c>.</param>
/// <param name="HoldsGit">Whether the context has a <c>.git</c>.</param>
/// <param name="IsLegacy">Whether the legacy builder builds it: it has rules of its own.</param>
internal sealed record AdviceSubject(
    Dockerfile Dockerfile,
    IReadOnlyList<Stage> Needed,
    IgnoreRules? Ignore,
    bool HoldsGit,
    bool IsLegacy
)
{
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
