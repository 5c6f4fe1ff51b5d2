using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed class StageSection(FromClause from, IReadOnlyList<Instruction> instructions)
{
    public FromClause From => from;

    public IReadOnlyList<Instruction> Instructions => instructions;

    public int EndLine => Instructions.LastOrDefault(From.Instruction).EndLine;
}

/// <summary>The instructions divided at each FROM.</summary>
internal sealed class StageSections(IReadOnlyList<Instruction> globalArguments, IReadOnlyList<StageSection> stages)
{
    public IReadOnlyList<Instruction> GlobalArguments => globalArguments;

    public IReadOnlyList<StageSection> Stages => stages;

    public static StageSections Divide(DockerfileText text, Frontend frontend, string path)
    {
        var globals = new List<Instruction>();
        var stages = new List<StageSection>();
        var current = new List<Instruction>();
        foreach (var instruction in text.Instructions)
        {
            if (frontend.IsDockers)
            {
                Check(instruction, text.Escape, frontend, path);
                if (stages.Count == 0 && instruction.Keyword is not ("ARG" or "FROM"))
                {
                    throw DockerfileProblems.BeforeFirstStage(path, instruction.Line, instruction.Keyword);
                }
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
            : !frontend.IsDockers ? new StageSections([], [new StageSection(FromClause.Nothing, globals)])
            : globals.Count > 0 ? throw DockerfileProblems.NoStage(path)
            : throw DockerfileProblems.Empty(path);
    }

    /// <summary>Refuses an instruction that docker does not know, or that is not written as it must be.</summary>
    public static void Check(Instruction instruction, char escape, Frontend frontend, string path)
    {
        if (!Keywords.Contains(instruction.Keyword))
        {
            throw DockerfileProblems.UnknownInstruction(path, instruction.Line, instruction.Keyword);
        }

        if (InstructionForm.ProblemOf(instruction, escape, !frontend.MayBeNewer) is { } problem)
        {
            throw DockerfileProblems.MalformedInstruction(path, instruction, problem);
        }
    }
}
