namespace Cake.DockerLayerCache;

/// <summary>What became of one stage of the Dockerfile.</summary>
public sealed record DockerBuildStage
{
    /// <summary>The stage's name, or its number where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// How many steps the engine counted in it. FROM is none; BuildKit counts only what changes files (RUN, COPY,
    /// ADD, WORKDIR), the legacy builder every instruction.
    /// </summary>
    public required int Steps { get; init; }

    /// <summary>How many of them were reused.</summary>
    public required int CachedSteps { get; init; }

    /// <summary>The time its steps ran, added up.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The first step that was not reused; null where all were.</summary>
    public required DockerBuildStep? FirstMissedStep { get; init; }

    /// <summary>Why it was not; null where all were.</summary>
    public DockerMiss? Miss { get; init; }

    /// <summary>All its steps, in the order of the Dockerfile.</summary>
    public IReadOnlyList<DockerBuildStep> StepList { get; init; } = [];

    /// <summary>The names of the stages it starts from, copies from or mounts.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>
    /// The image that was pushed of it, <c>awesome-image:builder</c>, where the settings name it in <c>Stages</c>; on a
    /// branch that is not the default one the tag has the branch's suffix. Null for any other stage.
    /// </summary>
    public string? Image { get; init; }
}
