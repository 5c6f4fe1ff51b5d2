namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed class Stage
{
    public required int Index { get; init; }

    /// <summary>
    /// The name that docker finds the stage by, in lower case; null when it has none, or a later stage has the same.
    /// </summary>
    public required string? Name { get; internal set; }

    /// <summary>The name that it has in the Dockerfile, in lower case: steps are shown under it.</summary>
    public required string? GivenName { get; init; }

    public string Id => Name ?? Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The reference after FROM, its arguments substituted: an image, a stage's name, or <c>scratch</c>.</summary>
    public required string Base { get; init; }

    public required Stage? BaseStage { get; init; }

    /// <summary>True when a named context stands for the image it builds on.</summary>
    public required bool BaseIsContext { get; init; }

    /// <summary>The value of <c>--platform</c>, its arguments substituted.</summary>
    public required string? Platform { get; init; }

    /// <summary>True when a named context of this name takes the stage's place: nothing of it is built.</summary>
    public required bool IsReplaced { get; init; }

    public required int Line { get; init; }

    public required int EndLine { get; init; }

    /// <summary>The instructions after FROM.</summary>
    public required IReadOnlyList<Instruction> Instructions { get; init; }

    /// <summary>Those of the instructions that make a layer: BuildKit's steps.</summary>
    public IEnumerable<Instruction> Steps =>
        Instructions.Where(instruction => Keywords.MakesLayer(instruction.Keyword));

    /// <summary>What ONBUILD leaves to the stages that are built on this one.</summary>
    public required IReadOnlyList<Instruction> Triggers { get; init; }

    /// <summary>Where this stage copies or mounts from other stages.</summary>
    public IReadOnlyList<StageReference> References
    {
        get;
        internal set
        {
            field = value;
            Needs = value
                .Select(reference => reference.Stage)
                .Concat(BaseStage is null ? [] : [BaseStage])
                .Distinct()
                .OrderBy(stage => stage.Index)
                .ToList();
        }
    } = [];

    /// <summary>The stages this one needs directly.</summary>
    public IReadOnlyList<Stage> Needs { get; private set; } = [];

    /// <summary>The stage and those it goes on from, which are what its image is made of.</summary>
    public IEnumerable<Stage> WithBases
    {
        get
        {
            for (Stage? each = this; each is not null; each = each.BaseStage)
            {
                yield return each;
            }
        }
    }

    public override string ToString() => Id;
}
