using System.Globalization;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Makes stages of instructions, and finds out which of them need which.</summary>
internal sealed class StageReader(DockerfileText text, string path, DockerfileInputs inputs)
{
    private readonly NamedContexts contexts = new(inputs.Contexts);
    private readonly Dictionary<string, Stage> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Stage> stages = [];

    public IReadOnlyList<Stage> Read()
    {
        var sections = Sections();
        var substitution = new Substitution(text.Escape, path);
        var arguments = GlobalArguments.Evaluate(
            text.Instructions.TakeWhile(instruction => instruction.Keyword is not "FROM"),
            inputs,
            string.IsNullOrEmpty(inputs.Target) ? sections[^1].From.Name : inputs.Target,
            text.Escape,
            substitution
        );
        foreach (var section in sections)
        {
            Add(section, (word, line) => substitution.Apply(word, arguments, line));
        }

        // A reference means the last stage of its name, so it is looked up when all are known: that is how BuildKit does it.
        foreach (var stage in stages.Where(stage => !stage.IsReplaced))
        {
            stage.References = References(stage).ToList();
        }

        return stages;
    }

    private List<Section> Sections()
    {
        var sections = new List<Section>();
        foreach (var instruction in text.Instructions)
        {
            if (!Keywords.Contains(instruction.Keyword) && text.IsDockersOwnSyntax)
            {
                throw DockerfileProblems.UnknownInstruction(path, instruction.Line, instruction.Keyword);
            }

            if (instruction.Keyword is "FROM")
            {
                sections.Add(new Section(FromClause.Parse(instruction, path), []));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Instructions.Add(instruction);
            }
            else if (instruction.Keyword is not "ARG")
            {
                throw DockerfileProblems.BeforeFirstStage(path, instruction.Line, instruction.Keyword);
            }
        }

        return sections.Count > 0 ? sections
            : text.Instructions.Count > 0 ? throw DockerfileProblems.NoStage(path)
            : throw DockerfileProblems.Empty(path);
    }

    private void Add(Section section, Func<string, int, string> substitute)
    {
        var from = section.From;
        var line = from.Instruction.Line;
        var reference = NotBlank("base", from.Base);
        var isReplaced = from.Name is not null && contexts.Contains(from.Name);
        var stage = new Stage
        {
            Index = stages.Count,
            Name = from.Name,
            Base = reference,
            BaseStage = isReplaced ? null : Built(byName.GetValueOrDefault(reference)),
            Platform = from.Platform is null ? null : NotBlank("platform", from.Platform),
            IsReplaced = isReplaced,
            Line = line,
            EndLine = section.Instructions.LastOrDefault(from.Instruction).EndLine,
            Instructions = section.Instructions,
        };
        stages.Add(stage);
        if (stage.Name is not null)
        {
            byName[stage.Name] = stage;
        }

        string NotBlank(string what, string expression) =>
            substitute(expression, line) is { Length: > 0 } value
                ? value
                : throw DockerfileProblems.Blank(path, line, what, expression);
    }

    /// <summary>The ONBUILD instructions of a base stage run in this one; those of that stage's own base have run there.</summary>
    private IEnumerable<StageReference> References(Stage stage)
    {
        var inherited = stage.BaseStage?.Instructions.Where(instruction => instruction.Keyword is "ONBUILD") ?? [];
        foreach (var instruction in inherited)
        {
            var trigger = InstructionLine.Parse(instruction.Arguments, text.Escape);
            foreach (var reference in References(trigger, instruction.Line))
            {
                yield return reference;
            }
        }

        foreach (var instruction in stage.Instructions)
        {
            var line = new InstructionLine(instruction.Keyword, instruction.Flags, instruction.Arguments);
            foreach (var reference in References(line, instruction.Line))
            {
                yield return reference;
            }
        }
    }

    private IEnumerable<StageReference> References(InstructionLine instruction, int line)
    {
        foreach (var from in FromFlag.In(instruction))
        {
            if (from.IsExpression(text.Escape))
            {
                throw DockerfileProblems.VariableInReference(path, line, from.Text);
            }

            if (Built(Find(from, line)) is { } stage)
            {
                yield return new StageReference(stage, from.Text, line);
            }
        }
    }

    private Stage? Find(FromFlag from, int line) =>
        !from.MayBeNumber
        || !long.TryParse(from.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? byName.GetValueOrDefault(from.Text)
        : number >= 0 && number < stages.Count ? stages[(int)number]
        : throw DockerfileProblems.UnknownStageNumber(path, line, from.Text, stages.Count);

    private static Stage? Built(Stage? stage) => stage is { IsReplaced: false } ? stage : null;

    private sealed record Section(FromClause From, List<Instruction> Instructions);
}
