using System.Globalization;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A Dockerfile as a graph of stages.</summary>
internal sealed class Dockerfile
{
    private readonly Dictionary<string, Stage> byName;

    private Dockerfile(string path, string? syntax, IReadOnlyList<Stage> stages)
    {
        Path = path;
        Syntax = syntax;
        Stages = stages;
        byName = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in stages)
        {
            byName[stage.Id] = stage;
        }
    }

    public string Path { get; }

    /// <summary>The frontend image that the Dockerfile, or the build argument BUILDKIT_SYNTAX, names.</summary>
    public string? Syntax { get; }

    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Reads a Dockerfile; the path is only named in messages.</summary>
    public static Dockerfile Parse(string text, string path, IReadOnlyDictionary<string, string> buildArgs) =>
        Parse(text, path, new DockerfileInputs { BuildArgs = buildArgs });

    public static Dockerfile Parse(string text, string path, DockerfileInputs inputs)
    {
        var read = DockerfileText.Read(text, path);
        var stages = new StageReader(read, path, inputs).Read();
        return CircularStages.Find(stages) is var (chain, closing)
            ? throw DockerfileProblems.Circular(path, closing.Line, chain)
            : new Dockerfile(path, Frontend.Named(read, inputs), stages);
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

        return needed.OrderBy(stage => stage.Index).ToList();
    }

    private Stage? Find(string name) =>
        byName.GetValueOrDefault(name)
        ?? (
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Stages.ElementAtOrDefault(number)
                : null
        );
}
