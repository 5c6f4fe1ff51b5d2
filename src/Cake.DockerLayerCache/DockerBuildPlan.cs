namespace Cake.DockerLayerCache;

/// <summary>What a build would do, without doing it.</summary>
public sealed record DockerBuildPlan
{
    /// <summary>The way that was chosen; never <see cref="DockerBuildStrategy.Auto"/>.</summary>
    public required DockerBuildStrategy Strategy { get; init; }

    /// <summary>Why that way was chosen, one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The stages the target needs, in build order, the target last: a name, or the number where there is none.
    /// </summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>
    /// The commands in their order, as a person would type them in bash, secrets left out. A comment behind a command says
    /// when it is run, where that depends on what the build shows. (A real run adds <c>--progress</c> and
    /// <c>--metadata-file</c> to read the outcome, and <see cref="Cake.Core.Tooling.ToolSettings.ArgumentCustomization"/>.)
    /// </summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>
    /// What was decided for this CI run and why, a sentence each: whose caches are read, whether one is written, and
    /// whether the image is pushed. Nothing outside CI.
    /// </summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    /// <summary>The strategy, the reason, what was decided, and the commands, one a line.</summary>
    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            Decisions.Select(decision => $"# {decision}").Prepend($"# {Strategy}: {Reason}").Concat(Commands)
        );
}
