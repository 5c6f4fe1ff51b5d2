namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>One command of a RUN, as words.</summary>
internal sealed class ShellCommand(IReadOnlyList<string> words)
{
    private static readonly string[] Wrappers =
    [
        "sudo",
        "exec",
        "time",
        "nice",
        "command",
        "env",
        "then",
        "do",
        "else",
    ];

    public IReadOnlyList<string> Words => words;

    public string Name => words[0];

    public bool Has(string word) => Words.Contains(word, StringComparer.Ordinal);

    /// <summary>The words that are no options, the name not among them.</summary>
    public IEnumerable<string> Operands => Words.Skip(1).Where(word => !word.StartsWith('-'));

    /// <summary>
    /// The commands of a RUN, roughly: enough to know a package manager when it is called, not to know what a shell
    /// would make of it.
    /// </summary>
    public static IEnumerable<ShellCommand> In(Instruction run)
    {
        if (run.Keyword is not "RUN")
        {
            return [];
        }

        return Forms.JsonWords.Read(run.Arguments) is { } words
            ? words is ["sh" or "bash" or "/bin/sh" or "/bin/bash", "-c", var script, ..]
                ? Of(script)
                : Named(words)
            : Of(string.Join('\n', [run.Arguments, .. run.Heredocs.Select(heredoc => heredoc.Content)]));
    }

    private static IEnumerable<ShellCommand> Of(string script) =>
        script
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split(["&&", "||", ";", "|", "\n", "&", "(", ")", "{", "}", "`"], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is not [['#', ..], ..])
            .SelectMany(Named);

    private static IEnumerable<ShellCommand> Named(IEnumerable<string> words)
    {
        List<string> command =
        [
            .. words
                .Select(word => word.Trim('"', '\''))
                .SkipWhile(word => Wrappers.Contains(word, StringComparer.Ordinal) || IsAssignment(word)),
        ];
        return command.Count > 0 ? [new ShellCommand(command)] : [];
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        && word[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
}
