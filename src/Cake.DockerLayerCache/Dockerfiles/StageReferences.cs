using System.Globalization;

namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed class StageReference(Stage stage, string text, int line)
{
    public Stage Stage => stage;

    public string Text => text;

    public int Line => line;
}

/// <summary>Finds the stages that instructions copy and mount from.</summary>
internal sealed class StageReferences(
    IReadOnlyList<Stage> stages,
    IReadOnlyDictionary<string, Stage> byName,
    char escape,
    string path
)
{
    private const int MostTriggers = 100_000;
    private int triggersRun;

    /// <summary>The ONBUILD instructions of a base stage run in this one; those of that stage's own base have run there.</summary>
    public IReadOnlyList<StageReference> Of(Stage stage)
    {
        var triggers = stage.BaseStage?.Triggers ?? [];
        triggersRun += triggers.Count;
        return triggersRun > MostTriggers
            ? throw DockerfileProblems.TooManyTriggers(path, stage.Line, MostTriggers)
            : [.. triggers.Concat(stage.Instructions).SelectMany(In)];
    }

    private IEnumerable<StageReference> In(Instruction instruction)
    {
        foreach (var from in FromFlag.In(instruction))
        {
            if (from.IsExpression(escape))
            {
                throw DockerfileProblems.VariableInReference(path, instruction.Line, from.Text);
            }

            if (Find(from, instruction.Line) is { IsReplaced: false } stage)
            {
                yield return new StageReference(stage, from.Text, instruction.Line);
            }
        }
    }

    private Stage? Find(FromFlag from, int line)
    {
        const NumberStyles Signed = NumberStyles.AllowLeadingSign;
        if (!from.MayBeNumber || !long.TryParse(from.Text, Signed, CultureInfo.InvariantCulture, out var number))
        {
            return byName.GetValueOrDefault(from.Text);
        }

        return number >= 0 && number < stages.Count
            ? stages[(int)number]
            : throw DockerfileProblems.UnknownStageNumber(path, line, from.Text, stages.Count);
    }
}
