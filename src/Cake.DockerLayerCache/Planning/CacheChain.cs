using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Planning;

/// <summary>The steps whose layers make one image: those of a stage, behind those of the stages it goes on from.</summary>
internal sealed class CacheChain
{
    // So many cache sources a chain are worth their requests; beyond that, steps that only copy share one.
    private const int Most = 6;

    private readonly List<Instruction> steps;

    public CacheChain(Stage stage)
    {
        Stage = stage;
        Stages = [.. stage.WithBases.Reverse()];
        steps = [.. Stages.SelectMany(each => each.Steps)];
        var inputs = InputSteps();
        Breakpoints = HasSteps
            ?
            [
                .. (inputs.Count > Most ? WithRunBetween(inputs) : inputs).Select(
                    (step, number) => new Breakpoint(number + 1, step, steps[step].Line)
                ),
            ]
            // Its base image may bring some along: ONBUILD.
            : [new Breakpoint(1, 0, stage.Line)];
    }

    public Stage Stage { get; }

    /// <summary>Whether the Dockerfile has a step of it.</summary>
    public bool HasSteps => steps.Count > 0;

    /// <summary>The stages of the chain, in build order.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The steps at which the reuse of a chain can end, because something from outside comes in: at least one.</summary>
    public IReadOnlyList<Breakpoint> Breakpoints { get; }

    /// <summary>The breakpoint from which on steps were not reused; null where all were.</summary>
    public Breakpoint? FirstNotReused(IEnumerable<(Instruction? Instruction, TracedStep Step)> seen)
    {
        var ran = seen.Where(each => !each.Step.Cached).ToList();
        if (ran.Count == 0)
        {
            return null;
        }

        // A step that cannot be told apart may be any of them.
        var first = ran.Min(each => each.Instruction is null ? 0 : steps.IndexOf(each.Instruction));
        return Breakpoints.LastOrDefault(breakpoint => breakpoint.Step <= first) ?? Breakpoints[0];
    }

    private List<int> InputSteps()
    {
        var inputs = new List<int>();
        foreach (var (stage, instruction) in Stages.SelectMany(stage => stage.Steps.Select(step => (stage, step))))
        {
            var index = steps.IndexOf(instruction);
            if (index == 0 || TakesFiles(instruction) || FollowsArgument(stage, instruction))
            {
                inputs.Add(index);
            }
        }

        return inputs;
    }

    private static bool TakesFiles(Instruction step) =>
        step.Keyword is "COPY" or "ADD" || step.Flags.Any(flag => flag.Name is "mount");

    private static bool FollowsArgument(Stage stage, Instruction step) =>
        stage
            .Instructions.TakeWhile(each => each != step)
            .Reverse()
            .TakeWhile(each => !Keywords.MakesLayer(each.Keyword))
            .Any(each => each.Keyword is "ARG");

    private List<int> WithRunBetween(List<int> inputs)
    {
        var kept = new List<int> { inputs[0] };
        foreach (var step in inputs.Skip(1))
        {
            if (steps[kept[^1]..step].Exists(each => each.Keyword is "RUN"))
            {
                kept.Add(step);
            }
        }

        return kept;
    }
}

/// <summary>A step at which reuse can end: its number among those of the chain, its place and its line.</summary>
internal sealed class Breakpoint(int number, int step, int line)
{
    public int Number => number;

    public int Step => step;

    public int Line => line;
}
