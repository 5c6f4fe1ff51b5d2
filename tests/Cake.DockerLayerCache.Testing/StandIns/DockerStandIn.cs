namespace Cake.DockerLayerCache.Testing.StandIns;

/// <summary>
/// A real executable in docker's place. It says what a transcript of a real engine says, and keeps every call.
/// </summary>
public sealed class DockerStandIn : IDisposable
{
    private const string Record = ":layercache-record";

    private static readonly string Script = RepositoryRoot.File(
        "tests",
        "Cake.DockerLayerCache.Testing",
        "StandIns",
        "docker"
    );

    private readonly string folder = Directory.CreateTempSubdirectory("docker stand-in ").FullName;

    public DockerStandIn(string transcript)
    {
        Directory.CreateDirectory(Calls);
        Directory.CreateDirectory(Answers);
        // A link, and no file just written: one that a fork still has open for writing cannot be run.
        File.CreateSymbolicLink(ToolPath, Script);
        foreach (var answer in Transcript.Of(transcript))
        {
            Answer(Name(answer.Command), answer);
        }
    }

    public string ToolPath => Path.Combine(folder, "docker");

    /// <summary>
    /// The calls in their order, without those that only ask what docker can do, or are for the record of the build.
    /// </summary>
    public IReadOnlyList<DockerCall> CallsBesideProbe =>
        [
            .. AllCalls.Where(call =>
                call.Arguments is not (["version" or "info", ..] or ["buildx", "version" or "inspect", ..])
                && !call.Arguments.Any(argument => argument.EndsWith(Record, StringComparison.Ordinal))
            ),
        ];

    public IReadOnlyList<DockerCall> AllCalls =>
        [
            .. Directory
                .EnumerateFiles(Calls, "*.complete")
                .Order(StringComparer.Ordinal)
                .Select(file => new DockerCall(
                    Split(Path.ChangeExtension(file, ".arguments")),
                    Split(Path.ChangeExtension(file, ".environment"))
                        .Select(pair => pair.Split('=', 2))
                        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
                )),
        ];

    private string Calls => Path.Combine(folder, "calls");

    private string Answers => Path.Combine(folder, "answers");

    /// <summary>Has a command, named by its first words with <c>-</c> between them, say what it once said.</summary>
    public void Answer(string command, Transcript answer)
    {
        Write(command, "out", string.Concat(answer.Output.Select(line => line + '\n')));
        Write(command, "err", string.Concat(answer.Error.Select(line => line + '\n')));
        Write(command, "exit", $"{answer.ExitCode}\n");
    }

    /// <summary>Has a command run a shell script; <c>$here</c> in it is the stand-in's folder.</summary>
    public void Act(string command, string script) => Write(command, "sh", script);

    /// <summary>Has buildx tell the digest of what it has built and pushed.</summary>
    public void Push(string digest) =>
        Act(
            "buildx-build",
            $$"""
            for word; do
                [ "$last" != --metadata-file ] || echo '{"containerimage.digest":"{{digest}}"}' >"$word"
                last=$word
            done
            """
        );

    /// <summary>Has docker and the registry tell the digest of what was pushed.</summary>
    public void Publish(string digest)
    {
        Push(digest);
        Answer("push", new Transcript("", [$"latest: digest: {digest} size: 1"], [], 0));
        foreach (var question in (string[])["pull", "buildx-imagetools"])
        {
            Answer(question, new Transcript("", [$"Digest: {digest}"], [], 0));
        }
    }

    /// <summary>Begins to keep calls anew.</summary>
    public void Forget()
    {
        foreach (var file in Directory.EnumerateFiles(Calls))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Name(string command) =>
        command.Split(' ') is [_, "buildx" or "image" or "system", var second, ..] words
            ? $"{words[1]}-{second}"
            : command.Split(' ')[1];

    private static string[] Split(string file) => File.ReadAllText(file).Split('\0')[..^1];

    private void Write(string command, string kind, string text) =>
        File.WriteAllText(Path.Combine(Answers, $"{command}.{kind}"), text);
}

/// <summary>What one process was given.</summary>
public sealed record DockerCall(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
