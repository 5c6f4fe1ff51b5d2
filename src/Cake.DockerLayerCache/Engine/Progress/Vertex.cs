namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>One node of BuildKit's build graph, as far as its progress has told.</summary>
internal sealed class Vertex(int number)
{
    private const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache to ";

    /// <summary>The number a person sees in front of its lines.</summary>
    public int Number { get; } = number;

    public string Name { get; set; } = "";

    public bool Cached { get; set; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Completed { get; set; }

    /// <summary>The time it ran in earlier starts: BuildKit may start and complete a vertex more than once.</summary>
    public TimeSpan Duration { get; set; }

    public string? Error { get; set; }

    public TracedImport? AsImport() =>
        Name.StartsWith(Import, StringComparison.Ordinal)
            ? new TracedImport(Name[Import.Length..].Trim(), Error is null, Error)
            : null;

    public TracedExport? AsExport() =>
        Name.StartsWith(Export, StringComparison.Ordinal)
            ? new TracedExport(Name[Export.Length..].Trim(), Error)
            : null;

    public TracedStep? AsStep(bool buildSucceeded)
    {
        if (StepName.Parse(Name) is not { IsFrom: false } step)
        {
            return null;
        }

        // What never ran in a build that succeeded was not needed: its result came out of a cache.
        var reused = Cached || (buildSucceeded && Started is null);
        return new TracedStep(
            step.Stage,
            step.Number,
            step.Total,
            step.Instruction,
            reused,
            reused ? TimeSpan.Zero : Duration,
            Error
        );
    }
}
