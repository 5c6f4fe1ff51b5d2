using System.Globalization;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A Dockerfile as a graph of stages.</summary>
internal sealed class Dockerfile
{
    private readonly Dictionary<string, Stage> byName;

    private readonly StageWords words;

    private Dockerfile(string path, DockerfileText text, string? syntax, IReadOnlyList<Stage> stages, StageWords words)
    {
        Path = path;
        Escape = text.Escape;
        Instructions = text.Instructions;
        Syntax = syntax;
        Stages = stages;
        this.words = words;
        byName = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in stages)
        {
            byName[stage.Id] = stage;
        }
    }

    public string Path { get; }

    /// <summary>The frontend image that the Dockerfile, or the build argument BUILDKIT_SYNTAX, names.</summary>
    public string? Syntax { get; }

    /// <summary>The character that lets an instruction go on in the next line.</summary>
    public char Escape { get; }

    /// <summary>All of them, as they stand there.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The values that FROM may use, by name.</summary>
    public IReadOnlyDictionary<string, string> Arguments => words.Globals;

    /// <summary>Reads a Dockerfile; the path is only named in messages.</summary>
    public static Dockerfile Parse(string text, string path, IReadOnlyDictionary<string, string> buildArgs) =>
        Parse(text, path, new DockerfileInputs { BuildArgs = buildArgs });

    public static Dockerfile Parse(string text, string path, DockerfileInputs inputs)
    {
        var read = DockerfileText.Read(text, path);
        var frontend = Frontend.Of(read, inputs);
        var (stages, words) = new StageReader(read, frontend, path, inputs).Read();
        return CircularStages.Find(stages) is var (chain, closing)
            ? throw DockerfileProblems.Circular(path, closing.Line, chain)
            : new Dockerfile(path, read, frontend.Image, stages, words);
    }

    /// <summary>The stage of that name or number; the last stage for null or empty.</summary>
    public Stage Target(string? name) =>
        string.IsNullOrEmpty(name)
            ? Stages[^1]
            : Find(name) ?? throw DockerfileProblems.UnknownTarget(Path, name, Stages);

    /// <summary>A stage that the user named in <c>Stages</c>.</summary>
    public Stage Named(string name) => Find(name) ?? throw DockerfileProblems.UnknownStage(Path, name, Stages);

    /// <summary>All that has to be built for a target: each stage after those it needs, the target last.</summary>
    public IReadOnlyList<Stage> NeededBy(Stage target)
    {
        var needed = new HashSet<Stage> { target };
        var open = new Stack<Stage>(needed);
        while (open.TryPop(out var stage))
        {
            // BuildKit accepts such a reference in a stage that the target does not need.
            if (stage.References.FirstOrDefault(reference => reference.Stage.Index >= stage.Index) is { } later)
            {
                throw DockerfileProblems.LaterStage(Path, stage, later);
            }

            foreach (var need in stage.Needs.Where(needed.Add))
            {
                open.Push(need);
            }
        }

        List<Stage> inOrder = [.. needed.OrderBy(stage => stage.Index)];
        words.Check(inOrder);
        return inOrder;
    }

    /// <summary>
    /// The words of an instruction with the arguments' values in them, the sources of COPY and ADD first, <c>NAME=VALUE</c>
    /// of ARG and ENV; nothing of RUN, whose words the shell resolves, and of stages that nobody has asked for by
    /// <see cref="NeededBy"/>.
    /// </summary>
    public IReadOnlyList<string> Resolved(Instruction instruction) => words.Resolved(instruction);

    private Stage? Find(string name) =>
        byName.GetValueOrDefault(name)
        ?? (
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Stages.ElementAtOrDefault(number)
                : null
        );
}
