namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed record StageSection(FromClause From, IReadOnlyList<Instruction> Instructions)
{
    public int EndLine => Instructions.LastOrDefault(From.Instruction).EndLine;
}

/// <summary>The instructions divided at each FROM.</summary>
internal sealed record StageSections(IReadOnlyList<Instruction> GlobalArguments, IReadOnlyList<StageSection> Stages)
{
    public static StageSections Divide(IReadOnlyList<Instruction> instructions, bool isDockersOwn, string path)
    {
        var globals = new List<Instruction>();
        var stages = new List<StageSection>();
        var current = new List<Instruction>();
        foreach (var instruction in instructions)
        {
            if (isDockersOwn)
            {
                Check(instruction, isGlobal: stages.Count == 0, path);
            }

            if (instruction.Keyword is "FROM")
            {
                current = [];
                stages.Add(new StageSection(FromClause.Parse(instruction, path), current));
            }
            else
            {
                (stages.Count == 0 ? globals : current).Add(instruction);
            }
        }

        return stages.Count > 0 ? new StageSections(globals, stages)
            : globals.Count > 0 ? throw DockerfileProblems.NoStage(path)
            : throw DockerfileProblems.Empty(path);
    }

    private static void Check(Instruction instruction, bool isGlobal, string path)
    {
        if (!Keywords.Contains(instruction.Keyword))
        {
            throw DockerfileProblems.UnknownInstruction(path, instruction.Line, instruction.Keyword);
        }

        if (isGlobal && instruction.Keyword is not ("ARG" or "FROM"))
        {
            throw DockerfileProblems.BeforeFirstStage(path, instruction.Line, instruction.Keyword);
        }
    }
}
