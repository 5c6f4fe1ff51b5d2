using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>One command of a plan. What it needs to know of the run before it stands in <see cref="Condition"/>.</summary>
internal abstract record PlanStep(DockerCommand Command)
{
    /// <summary>The references that have to stand in the registry once it has run.</summary>
    public virtual IEnumerable<ImageReference> Publishes => [];

    /// <summary>When it is run, where that is not always.</summary>
    public virtual string? Condition => null;

    /// <summary>What a person would type.</summary>
    public virtual IEnumerable<string> ToLines() => [Condition is null ? $"{Command}" : $"{Command}  # {Condition}"];
}

/// <summary>Brings a cache image into the local store; one that is not there is no failure.</summary>
internal sealed record PullStep(DockerCommand Command, string Reference) : PlanStep(Command)
{
    public override string Condition => "absent is fine";
}

/// <summary>Asks which of the pulled images are there, and what they are.</summary>
internal sealed record InspectStep(DockerCommand Command) : PlanStep(Command);

/// <summary>
/// Asks what the builder's own cache held before this build: a step that came from there says nothing about what
/// stands in the registry.
/// </summary>
internal sealed record BuilderCacheStep(DockerCommand Command) : PlanStep(Command);

/// <summary>Builds the image itself, and pushes it under these tags in this order where there are any.</summary>
internal sealed record BuildStep(DockerCommand Command, IReadOnlyList<ImageReference> Pushed) : PlanStep(Command)
{
    public override IEnumerable<ImageReference> Publishes => Pushed;

    /// <summary>Where the build exports its cache to; null where it exports none.</summary>
    public ImageReference? Export { get; init; }
}

/// <summary>Builds a stage as an image of its own.</summary>
internal sealed record BuildStageStep(DockerCommand Command, StageCache Cache, bool Pushes) : PlanStep(Command)
{
    public override IEnumerable<ImageReference> Publishes => Pushes && Cache.Named ? [Cache.Reference] : [];

    /// <summary>Where the build exports its cache to; null where it exports none.</summary>
    public ImageReference? Export { get; init; }
}

/// <summary>Names the image with which the legacy builder ended a stage.</summary>
internal sealed record TagStageStep(DockerCommand Command, StageCache Cache) : PlanStep(Command)
{
    /// <summary>Stands in the command for the image's id, which only the build tells.</summary>
    public const string ImageId = "IMAGE_ID";

    public DockerCommand For(string image) =>
        DockerCommand.Of([.. Command.Arguments.Select(argument => argument == ImageId ? image : argument)]);

    public override string Condition =>
        $"IMAGE_ID: the image that the build ended {Cache.Stage.Describe()} with; only if it is not the pulled one";
}

/// <summary>
/// Pushes an image. A stage's image is pushed only if this run made it anew; a failure fails the build only where the
/// image is required, and not only a cache.
/// </summary>
internal sealed record PushStep(DockerCommand Command, ImageReference Reference, StageCache? StageOf, bool Required)
    : PlanStep(Command)
{
    public override string? Condition => StageOf is null ? null : "only if it is new";

    public override IEnumerable<ImageReference> Publishes => Required ? [Reference] : [];
}
