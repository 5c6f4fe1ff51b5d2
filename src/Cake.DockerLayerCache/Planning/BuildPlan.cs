using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>What a build will do: phases one after the other, the steps of a phase side by side.</summary>
internal sealed record BuildPlan
{
    public required DockerBuildStrategy Strategy { get; init; }

    public required string Reason { get; init; }

    /// <summary>The stages the target needs, in build order, the target last.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    public required IReadOnlyList<PlanPhase> Phases { get; init; }

    /// <summary>The images under which stages that the user named are published.</summary>
    public required IReadOnlyDictionary<Stage, ImageReference> StageImages { get; init; }

    /// <summary>The caches that are read.</summary>
    public required IReadOnlyList<PlannedSource> Sources { get; init; }

    /// <summary>Where the records of earlier builds are, the nearest first.</summary>
    public required IReadOnlyList<ImageReference> Records { get; init; }

    /// <summary>What the user should know before anything is run.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The references that have to stand in the registry at the end; caches are not among them.</summary>
    public IEnumerable<ImageReference> Published =>
        Phases.SelectMany(phase => phase.Steps).SelectMany(step => step.Publishes).Distinct();

    public DockerBuildPlan ToPublic() =>
        new()
        {
            Strategy = Strategy,
            Reason = Reason,
            Stages = [.. Stages.Select(stage => stage.Id)],
            Commands = [.. Phases.SelectMany(phase => phase.Steps).SelectMany(step => step.ToLines())],
        };
}

/// <summary>Steps that do not wait for each other.</summary>
internal sealed class PlanPhase(IReadOnlyList<PlanStep> steps)
{
    public IReadOnlyList<PlanStep> Steps => steps;

    public static PlanPhase Of(params IReadOnlyList<PlanStep> steps) => new(steps);
}

/// <summary>A cache that is read.</summary>
/// <param name="reference">The image's reference; of another kind of cache, its options.</param>
/// <param name="own">Whether nobody but this addin writes it.</param>
/// <param name="stages">The stages whose steps may be in it; null: any.</param>
internal sealed class PlannedSource(string reference, bool own, IReadOnlyList<Stage>? stages)
{
    public string Reference => reference;

    public bool Own => own;

    public IReadOnlyList<Stage>? Stages => stages;

    /// <summary>Whether it is there only once a build has gone on from its breakpoint, so that its absence says nothing.</summary>
    public bool OfBreakpoint { get; init; }

    /// <summary>One that may hold steps of any stage.</summary>
    public static PlannedSource Of(CacheSource source, bool own) =>
        new(source.Image ?? source.Options, own, stages: null);

    public bool MayHold(Stage stage) => Stages?.Contains(stage) != false;
}
