using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Records;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Finds what a step is made of that was different in the last build.</summary>
internal sealed class InputComparison(
    Dockerfile dockerfile,
    BuildRecord before,
    BuildRecord now,
    StepLines lines,
    IReadOnlySet<Stage> missed,
    IReadOnlySet<Stage> begunFromCache
)
{
    private const int MostFiles = 10;

    // What of a Dockerfile makes no step of BuildKit's, but counts for every RUN behind it.
    private static readonly string[] Surroundings = ["ENV", "USER", "SHELL"];

    /// <summary>Null where nothing is found.</summary>
    public DockerMiss? DifferenceAt(Stage stage, TracedStep step)
    {
        var chain = stage.WithBases.Reverse().ToList();
        // A step that was reused proves that what it stands on is the same.
        var proven = chain.FindLastIndex(begunFromCache.Contains);
        if (chain.SkipLast(1).Skip(Math.Max(proven, 0)).LastOrDefault(missed.Contains) is { } anew)
        {
            return OfStage(anew);
        }

        if (proven < 0 && chain.Select(OfBase).FirstOrDefault(miss => miss is not null) is { } baseMiss)
        {
            return baseMiss;
        }

        if (lines.IndexOf(step) is not { } index)
        {
            return null;
        }

        var instruction = stage.Instructions[index];
        var everyInstruction = step.StepsOfStage is null;
        var place = new Place(
            stage,
            chain,
            instruction,
            everyInstruction ? index : stage.Steps.TakeWhile(each => each != instruction).Count(),
            everyInstruction
        );
        return OfInstruction(place)
            ?? OfSurroundings(place)
            ?? OfArguments(place)
            ?? OfFiles(place)
            ?? OfSources(place);
    }

    private DockerMiss? OfBase(Stage stage)
    {
        if (stage.BaseStage is not null || !before.Stages.TryGetValue(stage.Id, out var then))
        {
            return null;
        }

        if (then.Base != (now.Stages.GetValueOrDefault(stage.Id)?.Base ?? stage.Base))
        {
            var from = dockerfile.Instructions.First(each => each.Line == stage.Line);
            var names = Differing(before.Arguments, now.Arguments).Where(name => Mentions(from, name)).ToArray();
            return OfArguments(names)
                ?? MissReasons.Miss(
                    DockerMissCause.BaseImageChanged,
                    $"the stage starts from {stage.Base}, the last time it was {then.Base}",
                    stage.Base
                );
        }

        return OfImage(stage.Base, $"the base image {stage.Base}");
    }

    private DockerMiss? OfImage(string image, string name) =>
        before.Images.TryGetValue(image, out var then)
        && now.Images.TryGetValue(image, out var current)
        && then != current
        && IsDigest(then) == IsDigest(current)
            ? MissReasons.Miss(
                DockerMissCause.BaseImageChanged,
                $"{name} is another one: {Short(current)}, the last time it was {Short(then)}",
                image
            )
            : null;

    private DockerMiss? OfInstruction(Place place)
    {
        var then = place.In(before);
        return then is null ? OfInstruction(place.Instruction, "is new")
            : then.Text != place.In(now)?.Text
                ? OfInstruction(place.Instruction, "is not what stood there in the last build")
            : null;
    }

    private DockerMiss? OfSurroundings(Place place)
    {
        if (place.Instruction.Keyword is not "RUN")
        {
            return null;
        }

        var current = Counting(now, place).ToList();
        var then = Counting(before, place).ToList();
        // What is new or gone moves all that stands behind it.
        if (current.ExceptBy(then.Select(Text), Text, StringComparer.Ordinal).ToList() is [var changed, ..])
        {
            return Blamed(changed, "is not what it was");
        }

        if (then.ExceptBy(current.Select(Text), Text, StringComparer.Ordinal).ToList() is [var (_, _, gone), ..])
        {
            return MissReasons.Miss(
                DockerMissCause.InstructionChanged,
                $"{gone.Keyword} before line {place.Instruction.Line} is gone",
                gone.Keyword
            );
        }

        var moved = current.Zip(then).FirstOrDefault(each => Text(each.First) != Text(each.Second)).First;
        return moved.Record is null ? null : Blamed(moved, "stood elsewhere");

        DockerMiss Blamed((Stage Stage, int Index, InstructionRecord Record) each, string what) =>
            OfInstruction(each.Stage.Instructions[each.Index], $"counts for line {place.Instruction.Line}, and {what}");

        static string Text((Stage Stage, int Index, InstructionRecord Record) each) => each.Record.Text;
    }

    private DockerMiss? OfArguments(Place place)
    {
        var names = Differing(Arguments(before, place), Arguments(now, place));
        if (place.Instruction.Keyword is "RUN")
        {
            return OfArguments(names);
        }

        // Its text is the same: where its words are not, something in them has another value.
        if (place.In(before)?.Words == place.In(now)?.Words)
        {
            return null;
        }

        var mentioned = names.Where(name => Mentions(place.Instruction, name)).ToArray();
        return OfArguments(mentioned.Length > 0 ? mentioned : names)
            ?? OfInstruction(place.Instruction, "has a variable whose value is not what it was");
    }

    private DockerMiss? OfFiles(Place place)
    {
        if (
            ContextSources.Of(place.Instruction, dockerfile) is not { } sources
            || before.Files is not { } then
            || now.Files is not { } current
        )
        {
            return null;
        }

        var changes = current.ChangesSince(then, sources.Takes, now.Digest);
        var rest = changes.Count > MostFiles ? $" and {changes.Count - MostFiles} more" : "";
        return changes.Count == 0
            ? null
            : MissReasons.Miss(
                DockerMissCause.FilesChanged,
                $"files differ from the last build: {string.Join(", ", changes.Take(MostFiles))}{rest}",
                [.. changes.Select(change => change.Path)]
            );
    }

    private DockerMiss? OfSources(Place place)
    {
        foreach (var from in FromFlag.In(place.Instruction))
        {
            var stage = place
                .Stage.References.FirstOrDefault(each => each.Line == place.Instruction.Line && each.Text == from.Text)
                ?.Stage;
            if (stage?.WithBases.FirstOrDefault(missed.Contains) is { } anew)
            {
                return OfStage(anew);
            }

            if (stage is null && OfImage(from.Text, $"the image {from.Text}") is { } image)
            {
                return image;
            }
        }

        return null;
    }

    private static DockerMiss OfStage(Stage stage) =>
        MissReasons.Miss(DockerMissCause.StageChanged, $"the stage '{stage.Id}' was built anew", stage.Id);

    private static DockerMiss? OfArguments(string[] names) =>
        names.Length == 0
            ? null
            : MissReasons.Miss(
                DockerMissCause.ArgumentChanged,
                $"the build argument{(names.Length == 1 ? "" : "s")} {string.Join(", ", names)} "
                    + $"{(names.Length == 1 ? "has another value" : "have other values")}",
                names
            );

    private static DockerMiss OfInstruction(Instruction instruction, string what) =>
        MissReasons.Miss(
            DockerMissCause.InstructionChanged,
            $"{instruction.Keyword} in line {instruction.Line} {what}",
            $"line {instruction.Line}: {instruction.Keyword} {instruction.Arguments}"
        );

    /// <summary>ENV, USER and SHELL that stand before a step, in its stage and those it goes on from.</summary>
    private static IEnumerable<(Stage Stage, int Index, InstructionRecord Record)> Counting(
        BuildRecord record,
        Place place
    ) => place.Above(record).Where(each => Surroundings.Contains(each.Record.Keyword, StringComparer.Ordinal));

    private static Dictionary<string, string> Arguments(BuildRecord record, Place place)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in place.Above(record).SelectMany(each => each.Record.Values))
        {
            values[name] = value;
        }

        return values;
    }

    private static bool Mentions(Instruction instruction, string name) =>
        instruction
            .Flags.Select(flag => flag.Value ?? "")
            .Append(instruction.Arguments)
            .Concat(instruction.Heredocs.Where(heredoc => heredoc.Expand).Select(heredoc => heredoc.Content))
            .Any(text =>
                text.Contains($"${name}", StringComparison.Ordinal)
                || text.Contains($"${{{name}", StringComparison.Ordinal)
            );

    private static string[] Differing(
        IReadOnlyDictionary<string, string> then,
        IReadOnlyDictionary<string, string> current
    ) =>
        [
            .. then
                .Keys.Union(current.Keys, StringComparer.Ordinal)
                .Where(name => then.GetValueOrDefault(name) != current.GetValueOrDefault(name))
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsDigest(string identity) => identity.StartsWith("sha256:", StringComparison.Ordinal);

    private static string Short(string identity) => identity.Length > 19 ? identity[..19] : identity;

    /// <summary>Where a step stands: it is the one of that number in its stage, counted from 0.</summary>
    /// <param name="stage">Its stage.</param>
    /// <param name="chain">That stage and those it goes on from, the first of them first.</param>
    /// <param name="instruction">What it is made of.</param>
    /// <param name="number">Its number.</param>
    /// <param name="countsAll">Whether each instruction is a step, as for the legacy builder.</param>
    private sealed class Place(
        Stage stage,
        IReadOnlyList<Stage> chain,
        Instruction instruction,
        int number,
        bool countsAll
    )
    {
        public Stage Stage => stage;

        public Instruction Instruction => instruction;

        /// <summary>The instruction of that number in a record; null where there are fewer.</summary>
        public InstructionRecord? In(BuildRecord record) =>
            record.Stages[stage.Id].Instructions.Where(IsStep).ElementAtOrDefault(number);

        /// <summary>The instructions before it, those of the stages first that its own goes on from.</summary>
        public IEnumerable<(Stage Stage, int Index, InstructionRecord Record)> Above(BuildRecord record)
        {
            foreach (var each in chain)
            {
                var instructions = record.Stages.GetValueOrDefault(each.Id)?.Instructions ?? [];
                var steps = 0;
                for (var index = 0; index < instructions.Count; index++)
                {
                    if (IsStep(instructions[index]) && each == stage && steps++ == number)
                    {
                        break;
                    }

                    yield return (each, index, instructions[index]);
                }
            }
        }

        private bool IsStep(InstructionRecord record) => countsAll || Keywords.MakesLayer(record.Keyword);
    }
}
