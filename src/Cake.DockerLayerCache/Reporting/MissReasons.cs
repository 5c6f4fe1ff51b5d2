using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.Records;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>
/// Works out why the first step of a stage that was not reused was not. What is blamed differs from the last build, and
/// counts for the step; where nothing does, nothing is blamed.
/// </summary>
internal sealed class MissReasons(
    Dockerfile dockerfile,
    MissEvidence evidence,
    StepLines lines,
    IReadOnlySet<Stage> missed,
    IReadOnlySet<Stage> begunFromCache
)
{
    public DockerMiss Of(Stage stage, TracedStep step) =>
        ByCache(stage)
        ?? (
            evidence.Before is not { } before
                ? Miss(DockerMissCause.Unknown, "no record tells what the last build was made of")
            : !evidence.Now.Stages.ContainsKey(stage.Id) ? null
            : !before.Stages.ContainsKey(stage.Id)
                ? Miss(DockerMissCause.InstructionChanged, $"the last build had no stage '{stage.Id}'", stage.Id)
            : new InputComparison(dockerfile, before, evidence.Now, lines, missed, begunFromCache).DifferenceAt(
                stage,
                step
            )
        )
        ?? NotKept(stage)
        ?? Miss(
            DockerMissCause.Unknown,
            evidence.Before is null
                ? "the engine does not say"
                : "the engine does not say, and all that is known of the last build is the same"
        );

    private DockerMiss? ByCache(Stage stage)
    {
        if (evidence.Sources.Count == 0)
        {
            return Miss(DockerMissCause.CacheNotUsed, "nothing was to be reused (NoCache)");
        }

        var found = evidence.Sources.Where(source => evidence.IsFound(source.Reference)).ToList();
        if (found.Count == 0)
        {
            return Miss(
                DockerMissCause.CacheAbsent,
                "there was no cache yet",
                [.. evidence.Sources.Where(source => source.MayHold(stage)).Select(source => source.Reference)]
            );
        }

        if (found.Any(source => source.Own))
        {
            return null;
        }

        var without = found.Where(source => evidence.HasNoMetadata(source.Reference)).ToList();
        return without.Count < found.Count
            ? null
            : Miss(
                DockerMissCause.NoCacheMetadata,
                $"BuildKit cannot reuse steps of {string.Join(", ", without.Select(source => source.Reference))}: "
                    + "it was built without inline cache metadata",
                [.. without.Select(source => source.Reference)]
            );
    }

    private DockerMiss? NotKept(Stage stage)
    {
        var own = evidence.Sources.Where(source => source.Own && source.MayHold(stage)).ToList();
        return own.Count == 0 || own.Any(source => evidence.IsFound(source.Reference))
            ? null
            : Miss(
                DockerMissCause.CacheAbsent,
                "there was no cache of the stage",
                [.. own.Select(source => source.Reference)]
            );
    }

    public static DockerMiss Miss(DockerMissCause cause, string reason, params string[] subjects) =>
        new()
        {
            Cause = cause,
            Reason = reason,
            Subjects = subjects,
        };
}

/// <summary>What there is to go by.</summary>
internal sealed class MissEvidence
{
    /// <summary>The caches that were looked for; none where nothing was to be reused.</summary>
    public required IReadOnlyList<PlannedSource> Sources { get; init; }

    /// <summary>Whether one of them was read.</summary>
    public required Func<string, bool> IsFound { get; init; }

    /// <summary>Whether steps of one cannot be reused.</summary>
    public required Func<string, bool> HasNoMetadata { get; init; }

    /// <summary>What the build is made of.</summary>
    public required BuildRecord Now { get; init; }

    /// <summary>What the last one was made of; null where no record tells.</summary>
    public required BuildRecord? Before { get; init; }
}
