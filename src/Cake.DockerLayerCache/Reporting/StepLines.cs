using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Finds the Dockerfile's stages and lines behind the steps an engine shows.</summary>
internal sealed class StepLines(Dockerfile dockerfile)
{
    public IEnumerable<TracedStep> StepsOf(Stage stage, BuildTrace trace) =>
        trace.Steps.Where(step => StageOf(step) == stage && !IsOfCommandLine(stage, step));

    // The legacy builder makes a step behind the last one of the labels on the command line.
    private static bool IsOfCommandLine(Stage stage, TracedStep step) =>
        step.StepsOfStage is null && step.Number >= stage.Instructions.Count && step.Number > 0;

    /// <summary>
    /// The steps as the first build showed them that came by the stage: it tells whether they were cached, a later one
    /// finds what that one left.
    /// </summary>
    public IReadOnlyList<TracedStep> FirstSeen(Stage stage, IEnumerable<BuildTrace> traces) =>
        traces.Select(trace => StepsOf(stage, trace).ToList()).FirstOrDefault(steps => steps.Count > 0) ?? [];

    public int? LineOf(TracedStep step) => InstructionOf(step)?.Line;

    /// <summary>Where a step stands, as a message goes on: <c>at line 3 of Dockerfile, in stage 'builder': RUN make</c>.</summary>
    public string Describe(TracedStep step) =>
        (LineOf(step), StageOf(step)) switch
        {
            ({ } line, { } stage) => $"at line {line} of {dockerfile.Path}, in stage '{stage.Id}': {step.Instruction}",
            (_, { } stage) => $"in stage '{stage.Id}': {step.Instruction}",
            _ => $"at {step.Instruction}",
        };

    private Stage? StageOf(TracedStep step)
    {
        var named = dockerfile
            .Stages.Where(stage => stage.GivenName is not null && stage.GivenName == step.Stage.Name)
            .ToList();
        return named.Count > 1
            ? named.MaxBy(stage => (Likeness(stage, step), stage.Index))
            : named.SingleOrDefault()
                ?? (step.Stage.Index is { } index && index < dockerfile.Stages.Count ? dockerfile.Stages[index] : null);
    }

    // BuildKit shows the steps of all stages of one name under it, with the values of the variables that it knows in them.
    private int Likeness(Stage stage, TracedStep step) =>
        In(stage, step) is not { } instruction ? 0
        : InstructionText.Of(instruction, dockerfile.Escape) == step.Instruction ? 2
        : 1;

    /// <summary>The place of the step's instruction in its stage, counted from 0; null where it cannot be told.</summary>
    public int? IndexOf(TracedStep step) =>
        InstructionOf(step) is { } instruction && StageOf(step) is { } stage
            ? stage.Instructions.Index().First(each => each.Item == instruction).Index
            : null;

    public Instruction? InstructionOf(TracedStep step) => StageOf(step) is { } stage ? In(stage, step) : null;

    private Instruction? In(Stage stage, TracedStep step)
    {
        if (step.StepsOfStage is not { } total)
        {
            return stage.Instructions.ElementAtOrDefault(step.Number);
        }

        // The triggers of a base stage come first, and are not in the Dockerfile here; of a base image's nobody knows, and no
        // number can be trusted. Older builders do not add them to the total.
        var over = total - stage.Steps.Count();
        var triggers = stage.BaseStage?.Triggers ?? [];
        int? first = stage switch
        {
            { BaseStage: not null } => over == 0 || over == triggers.Count ? triggers.Count(IsShown) : null,
            // For a named context there is a step in the total, and none that is shown.
            { BaseIsContext: true } when over is 0 or 1 => 0,
            _ => over is 0 or 1 ? over : null,
        };
        return
            first <= step.Number - 1
            && stage.Steps.Where(IsShown).ElementAtOrDefault(step.Number - 1 - first.Value) is { } found
            && step.Instruction.StartsWith(found.Keyword, StringComparison.OrdinalIgnoreCase)
            ? found
            : null;
    }

    private bool IsShown(Instruction instruction) =>
        Keywords.MakesLayer(instruction.Keyword) && !LeadsToRoot(instruction);

    // BuildKit counts it in the total, and shows no step for it.
    private bool LeadsToRoot(Instruction instruction) =>
        instruction.Keyword == "WORKDIR"
        && dockerfile.Resolved(instruction) is [['/', ..] path]
        && path.All(c => c is '/' or '.');
}
