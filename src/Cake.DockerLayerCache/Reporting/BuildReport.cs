using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Turns what a run left into the result a user gets.</summary>
internal sealed class BuildReport
{
    private readonly BuildRequest request;
    private readonly BuildPlan plan;
    private readonly StepLines lines;
    private readonly RunState run;
    private readonly RecordOutcome outcome;
    private readonly BuildRecord record;
    private readonly MissReasons reasons;
    private readonly IReadOnlyList<(Stage Stage, IReadOnlyList<TracedStep> Steps)> seen;

    public BuildReport(
        BuildRequest request,
        BuildPlan plan,
        Dockerfile dockerfile,
        RunState run,
        RecordKeeping records,
        RemoteImages images
    )
    {
        this.request = request;
        this.plan = plan;
        this.run = run;
        lines = new StepLines(dockerfile);
        var before = records.Before;
        outcome = new RecordOutcome(dockerfile, lines, run.Traces, before);
        record = outcome.Of(records.Inputs);
        var target = plan.Stages[^1];
        seen =
        [
            .. dockerfile
                .Stages.Where(stage => stage != target)
                .Append(target)
                .Select(stage => (stage, lines.FirstSeen(stage, run.Traces)))
                .Where(each => each.Item2.Count > 0 || plan.Stages.Contains(each.stage)),
        ];
        var isCold = seen.All(stage => !stage.Steps.Any(step => step.Cached));
        reasons = new MissReasons(
            dockerfile,
            new MissEvidence
            {
                Sources = plan.Sources,
                IsFound = run.IsFound,
                HasNoMetadata = reference =>
                    plan.Strategy != DockerBuildStrategy.Pull
                    && (HasInlineCache(reference, images) ?? !isCold) == false,
                Now = record,
                Before = before,
            },
            lines,
            seen.Where(stage => stage.Steps.Any(step => !step.Cached)).Select(stage => stage.Stage).ToHashSet(),
            seen.Where(stage => BeginsFromCache(stage.Steps)).Select(stage => stage.Stage).ToHashSet()
        );
    }

    // What COPY --link copies does not depend on what it is put on.
    private static bool BeginsFromCache(IEnumerable<TracedStep> steps) =>
        steps.Where(step => !step.Instruction.Contains("--link", StringComparison.Ordinal)).MinBy(step => step.Number)
            is { Cached: true };

    public DockerBuildResult Result(EngineFacts facts, TimeSpan duration)
    {
        List<DockerBuildStage> stages = [.. seen.Select(each => Stage(each.Stage, each.Steps))];
        var times = Times();
        return new DockerBuildResult
        {
            Image = request.Image.Value,
            Tags = [.. request.Tags.Select(tag => tag.Value)],
            Digest = run.Digest,
            Pushed = request.Push,
            Strategy = plan.Strategy,
            Reason = plan.Reason,
            Stages = stages,
            Started = record.Made,
            Duration = duration,
            Engine = facts.ToString(),
            Caches = [.. Caches()],
            Times = times,
            BytesPulled = Sum(
                run.Traces.SelectMany(trace =>
                    trace.Steps.Select(step => step.BytesPulled).Concat(trace.Bases.Select(image => image.BytesPulled))
                )
            ),
            BytesPushed = Sum(run.Traces.Select(trace => trace.BytesPushed)),
            Saved = Saved(stages, times),
            History =
            [
                .. outcome
                    .WithHistory(record, duration)
                    .History.Select(past => new DockerPastBuild
                    {
                        Started = past.At,
                        Duration = past.Duration,
                        Steps = past.Steps,
                        CachedSteps = past.Cached,
                    }),
            ],
            Warnings = [.. plan.Warnings, .. run.Warnings, .. ColdCache.Warnings(stages, run, request.WriteCache)],
        };
    }

    // A tag that this build has pushed says nothing of the image that it stood for.
    private bool? HasInlineCache(string reference, RemoteImages images) =>
        run.InPlace.Keys.Any(pushed => pushed.ToString() == reference) ? null : images.HasInlineCache(reference);

    private DockerBuildStage Stage(Stage stage, IReadOnlyList<TracedStep> steps)
    {
        var offset = run.Traces.FirstOrDefault(trace => lines.StepsOf(stage, trace).Any())?.Offset ?? TimeSpan.Zero;
        var inOrder = steps
            .OrderBy(step => step.Number)
            .Select(step => (step, shown: Step(stage, step, offset)))
            .ToList();
        var missed = inOrder.Find(each => !each.step.Cached);
        return new DockerBuildStage
        {
            Name = stage.Id,
            Steps = steps.Count,
            CachedSteps = steps.Count(step => step.Cached),
            Duration = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Duration),
            FirstMissedStep = missed.shown,
            Miss = missed.step is null ? null : reasons.Of(stage, missed.step),
            StepList = [.. inOrder.Select(each => each.shown)],
            Needs = [.. stage.Needs.Select(need => need.Id)],
            Image = plan.StageImages.GetValueOrDefault(stage)?.ToString(),
        };
    }

    private DockerBuildStep Step(Stage stage, TracedStep step, TimeSpan offset) =>
        new()
        {
            Instruction = step.Instruction,
            Line = lines.LineOf(step),
            Cached = step.Cached,
            Duration = step.Duration,
            Started = step.Began + offset,
            LastDuration = step.Cached ? LastDuration(stage, step) : null,
            BytesPulled = step.BytesPulled,
        };

    private TimeSpan? LastDuration(Stage stage, TracedStep step) =>
        lines.IndexOf(step) is { } index && record.Stages.TryGetValue(stage.Id, out var recorded)
            ? recorded.Instructions.ElementAtOrDefault(index)?.Lasted
            : null;

    private IEnumerable<DockerCache> Caches() =>
        plan
            .Sources.Select(source => source.Reference)
            .Where(reference => run.IsFound(reference) || run.SourcesUnread.ContainsKey(reference))
            .Select(reference => new DockerCache { Reference = reference, Found = run.IsFound(reference) });

    private DockerBuildTimes Times()
    {
        var spans = run.Traces.SelectMany(trace => trace.Spans).Concat(run.Spans).ToLookup(span => span.Work);
        return new DockerBuildTimes
        {
            ReadingCache = TracedSpan.Total(spans[TracedWork.ReadingCache]),
            Pulling = TracedSpan.Total(spans[TracedWork.Pulling]),
            Building = TracedSpan.Total(spans[TracedWork.Building]),
            Exporting = TracedSpan.Total(spans[TracedWork.Exporting]),
            WritingCache = TracedSpan.Total(spans[TracedWork.WritingCache]),
            Pushing = TracedSpan.Total(spans[TracedWork.Pushing]),
        };
    }

    // Where it is not known of one step how long it took, the estimate is only too low.
    private static TimeSpan? Saved(IEnumerable<DockerBuildStage> stages, DockerBuildTimes times)
    {
        var known = stages
            .SelectMany(stage => stage.StepList)
            .Select(step => step.LastDuration)
            .OfType<TimeSpan>()
            .ToList();
        return known.Count == 0 ? null : known.Aggregate(-times.Cache, (sum, lasted) => sum + lasted);
    }

    private static long? Sum(IEnumerable<long?> sizes) =>
        sizes.OfType<long>().ToList() is { Count: > 0 } known ? known.Sum() : null;
}
