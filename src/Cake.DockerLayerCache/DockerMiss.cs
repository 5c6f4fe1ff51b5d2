namespace Cake.DockerLayerCache;

/// <summary>
/// Why the first step of a stage that was not reused was not: the likely cause, worked out from what the engine said and
/// from what the last build was made of.
/// </summary>
public sealed record DockerMiss
{
    /// <summary>The kind of cause.</summary>
    public required DockerMissCause Cause { get; init; }

    /// <summary>
    /// What it is about: the names of arguments or stages, references of caches or images, paths of files in the build
    /// context, or an instruction with its line. Nothing where the cause is not known.
    /// </summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>The cause as a sentence without its full stop.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
