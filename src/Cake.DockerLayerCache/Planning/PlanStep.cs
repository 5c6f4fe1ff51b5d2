using Cake.Core.IO;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Planning;

/// <summary>One step of a plan. What it needs to know of the run before it stands in <see cref="Condition"/>.</summary>
internal abstract class PlanStep
{
    /// <summary>The references that have to stand in the registry once it has run.</summary>
    public virtual IEnumerable<ImageReference> Publishes => [];

    /// <summary>When it is run, where that is not always.</summary>
    public virtual string? Condition => null;

    /// <summary>What it builds, as a sentence about it begins; of use where it does build something.</summary>
    public virtual string Built => "the image";

    /// <summary>What a person would type.</summary>
    public abstract IEnumerable<string> ToLines();
}

/// <summary>A step that is one docker command.</summary>
internal abstract class CommandStep(DockerCommand command) : PlanStep
{
    public DockerCommand Command => command;

    public override IEnumerable<string> ToLines() => [Condition is null ? $"{Command}" : $"{Command}  # {Condition}"];
}

/// <summary>
/// Brings a cache image into the local store, the first of several that is there; that none is, is no failure.
/// </summary>
internal sealed class PullStep(IReadOnlyList<string> references) : PlanStep
{
    public IReadOnlyList<string> References => references;

    public override string? Condition =>
        References.Count > 1 ? "the first that is there; absent is fine" : "absent is fine";

    public override IEnumerable<string> ToLines() =>
        [$"{string.Join(" || ", References.Select(DockerCommand.Pull))}  # {Condition}"];
}

/// <summary>Asks whether a cache is there, where only the first of several is to be read.</summary>
internal sealed class FindCacheStep(DockerCommand command, ImageReference reference) : CommandStep(command)
{
    public ImageReference Reference => reference;

    public override string Condition => "tells whether it is there";
}

/// <summary>
/// Puts the cache that was just exported to a folder in the place of the one before: BuildKit only ever adds to a
/// folder, so that it would grow for ever.
/// </summary>
internal sealed class RotateStep(string newFolder, string current, DirectoryPath workingDirectory) : PlanStep
{
    public string New => newFolder;

    public string Current => current;

    public DirectoryPath WorkingDirectory => workingDirectory;

    public override IEnumerable<string> ToLines() =>
        [$"rm -rf {ShellText.Quote(Current)} && mv {ShellText.Quote(New)} {ShellText.Quote(Current)}"];
}

/// <summary>Asks which of the pulled images are there, and what they are.</summary>
internal sealed class InspectStep(DockerCommand command) : CommandStep(command);

/// <summary>
/// Asks what the builder's own cache held before this build: a step that came from there says nothing about what
/// stands in the registry.
/// </summary>
internal sealed class BuilderCacheStep(DockerCommand command) : CommandStep(command);

/// <summary>A build. Of several caches in its command it reads the first that is there, where it is told of any.</summary>
/// <remarks>
/// BuildKit that is given several caches with the same steps in them looks behind such a step into one of them only, at
/// random, and misses what another has (seen on engine 28, in half of the builds).
/// </remarks>
internal abstract class BuildingStep(DockerCommand command) : CommandStep(command)
{
    /// <summary>The caches, by preference, of which one is read; empty: all that the command names are read.</summary>
    public IReadOnlyList<ImageReference> Candidates { get; init; } = [];

    /// <summary>Where the build exports its cache to; null where it exports none.</summary>
    public string? Export { get; init; }

    public override string? Condition =>
        Candidates.Count < 2 ? null : $"of the caches {string.Join(", ", Candidates)} only the first that is there";

    /// <summary>The command with the first cache that is there, and those of which nobody knows (null).</summary>
    public DockerCommand Reading(Func<ImageReference, bool?> isThere)
    {
        var chosen =
            Candidates.FirstOrDefault(candidate => isThere(candidate) == true)
            ?? (Candidates.Count == 0 ? null : Candidates[^1]);
        return Candidates
            .Where(candidate => candidate != chosen && isThere(candidate) is not null)
            .Aggregate(
                Command,
                (command, candidate) =>
                    command.WithoutOption(
                        "--cache-from",
                        source => CacheOptions.Parse(source)?["ref"] == $"{candidate}"
                    )
            );
    }
}

/// <summary>Builds the image itself, and pushes it under these tags in this order where there are any.</summary>
internal sealed class BuildStep(DockerCommand command, IReadOnlyList<ImageReference> pushed) : BuildingStep(command)
{
    public IReadOnlyList<ImageReference> Pushed => pushed;

    public override IEnumerable<ImageReference> Publishes => Pushed;
}

/// <summary>Builds a stage as an image of its own.</summary>
internal sealed class BuildStageStep(DockerCommand command, StageCache cache, bool pushes) : BuildingStep(command)
{
    public StageCache Cache => cache;

    public bool Pushes => pushes;

    public override IEnumerable<ImageReference> Publishes => Pushes && Cache.Named ? [Cache.Reference] : [];

    public override string Built => Cache.Stage.Describe();
}

/// <summary>Names the image with which the legacy builder ended a stage.</summary>
internal sealed class TagStageStep(DockerCommand command, StageCache cache) : CommandStep(command)
{
    public StageCache Cache => cache;

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
internal sealed class PushStep(DockerCommand command, ImageReference reference, StageCache? stageOf, bool required)
    : CommandStep(command)
{
    public ImageReference Reference => reference;

    public StageCache? StageOf => stageOf;

    public bool Required => required;

    /// <summary>Whether a stage's image is new in any case.</summary>
    public bool Always { get; init; }

    public override string? Condition => StageOf is null || Always ? null : "only if it is new";

    public override IEnumerable<ImageReference> Publishes => Required ? [Reference] : [];
}
