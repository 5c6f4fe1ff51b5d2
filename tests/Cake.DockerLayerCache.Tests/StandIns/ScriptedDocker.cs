using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>
/// Docker in memory, that says what it was told to say to a command as a person types it. To one it was not told of
/// it says nothing and fails, and <see cref="Unexpected"/> has it.
/// </summary>
internal sealed class ScriptedDocker : IDocker
{
    private readonly Dictionary<string, Queue<Func<DockerCommand, DockerAnswer>>> script = new(StringComparer.Ordinal);
    private readonly List<string> calls = [];
    private readonly List<string> unexpected = [];

    /// <summary>The commands in the order in which they were begun.</summary>
    public IReadOnlyList<string> Calls => Locked(() => calls.ToList());

    public IReadOnlyList<string> Unexpected => Locked(() => unexpected.ToList());

    /// <summary>The commands that were expected and have not come.</summary>
    public IReadOnlyList<string> Missing =>
        Locked(() => script.Where(each => each.Value.Count > 0).Select(each => each.Key).ToList());

    public ScriptedDocker On(string command, Func<DockerCommand, DockerAnswer> answer)
    {
        if (!script.TryGetValue(command, out var answers))
        {
            script[command] = answers = new Queue<Func<DockerCommand, DockerAnswer>>();
        }

        answers.Enqueue(answer);
        return this;
    }

    public ScriptedDocker On(string command, params string[] output) =>
        On(command, _ => new DockerAnswer(0, output, []));

    public ScriptedDocker Fail(string command, params string[] error) =>
        On(command, _ => new DockerAnswer(1, [], error));

    public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null)
    {
        var answer = Next(command)(command);
        return new DockerAnswer(answer.ExitCode, Given(answer.Output, onOutput), Given(answer.Error, onError));
    }

    /// <summary>A command as a plan shows it, without what a run adds to read the outcome.</summary>
    public static string Typed(DockerCommand command)
    {
        var arguments = command.Arguments.ToList();
        foreach (var flag in (string[])["--progress", "--metadata-file"])
        {
            if (arguments.IndexOf(flag) is var at and >= 0)
            {
                arguments.RemoveRange(at, 2);
            }
        }

        return command
            .Environment.Aggregate(
                DockerCommand.Of([.. arguments]),
                (typed, variable) =>
                    variable.Key == "BUILDX_METADATA_PROVENANCE"
                        ? typed
                        : typed.WithEnvironment(variable.Key, variable.Value)
            )
            .ToString();
    }

    private static IReadOnlyList<string> Given(IReadOnlyList<string> lines, Action<string>? taker)
    {
        if (taker is null)
        {
            return lines;
        }

        foreach (var line in lines)
        {
            taker(line);
        }

        return [];
    }

    private Func<DockerCommand, DockerAnswer> Next(DockerCommand command) =>
        Locked<Func<DockerCommand, DockerAnswer>>(() =>
        {
            var typed = Typed(command);
            calls.Add(typed);
            if (script.TryGetValue(typed, out var answers) && answers.TryDequeue(out var answer))
            {
                return answer;
            }

            unexpected.Add(typed);
            return _ => new DockerAnswer(125, [], [$"nobody expected: {typed}"]);
        });

    private T Locked<T>(Func<T> work)
    {
        lock (script)
        {
            return work();
        }
    }
}
