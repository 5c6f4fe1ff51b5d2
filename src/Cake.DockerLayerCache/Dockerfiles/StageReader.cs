namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Makes stages of instructions, and finds out which of them need which.</summary>
internal sealed class StageReader(DockerfileText text, Frontend frontend, string path, DockerfileInputs inputs)
{
    private readonly NamedContexts contexts = new(inputs.Contexts);
    private readonly Substitution substitution = new(text.Escape, path);
    private readonly Dictionary<string, Stage> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Stage> stages = [];

    /// <summary>The stages, and what checks the words in them.</summary>
    public (IReadOnlyList<Stage> Stages, StageWords Words) Read()
    {
        var sections = StageSections.Divide(text, frontend, path);
        var target = string.IsNullOrEmpty(inputs.Target) ? sections.Stages[^1].From.Name : inputs.Target;
        var arguments = GlobalArguments.Evaluate(sections.GlobalArguments, inputs, target, text.Escape, substitution);
        foreach (var section in sections.Stages)
        {
            Add(section, arguments);
        }

        // A name given twice means the last stage that has it, so references wait until all are known. As in BuildKit.
        var references = new StageReferences(stages, byName, text.Escape, path);
        foreach (var stage in stages.Where(stage => !stage.IsReplaced))
        {
            stage.References = references.Of(stage);
        }

        return (stages, new StageWords(text.Escape, frontend, arguments, inputs.BuildArgs, substitution, path));
    }

    private void Add(StageSection section, IReadOnlyDictionary<string, string> arguments)
    {
        var (from, line) = (section.From, section.From.Instruction.Line);
        var reference = NotBlank("base", from.Base);
        var isReplaced = from.Name is not null && contexts.Contains(from.Name);

        // BuildKit alone minds the case here; where it does, it fails, since no image has upper case in its name.
        var baseStage = byName.GetValueOrDefault(reference);
        var stage = new Stage
        {
            Index = stages.Count,
            Name = from.Name,
            GivenName = from.Name,
            Base = reference,
            BaseStage = isReplaced || baseStage is { IsReplaced: true } ? null : baseStage,
            BaseIsContext = contexts.Contains(reference),
            Platform = from.Platform is null ? null : NotBlank("platform", from.Platform),
            IsReplaced = isReplaced,
            Line = line,
            EndLine = section.EndLine,
            Instructions = section.Instructions,
            Triggers = [.. section.Instructions.Select(each => each.Trigger).OfType<Instruction>()],
        };
        stages.Add(stage);
        if (from.Name is not null)
        {
            if (byName.TryGetValue(from.Name, out var earlier))
            {
                earlier.Name = null;
            }

            byName[from.Name] = stage;
        }

        string NotBlank(string what, string expression) =>
            substitution.Apply(expression, Variables.Of(arguments), line) is { Length: > 0 } value
                ? value
                : throw DockerfileProblems.Blank(path, line, what, expression);
    }
}
