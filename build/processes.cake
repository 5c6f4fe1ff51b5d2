using System.Diagnostics;
using System.Text.RegularExpressions;

/// What a command wrote, how it ended and how long it took.
public sealed record CommandResult(int ExitCode, IReadOnlyList<string> Lines, string Output, TimeSpan Duration);

/// Commands as they would be typed.
public sealed class Shell(ICakeContext context)
{
    /// Shows what the command says while it says it.
    public CommandResult Run(string command, string arguments) => Run(command, arguments, Console.WriteLine);

    public CommandResult RunQuietly(string command, string arguments) => Run(command, arguments, _ => { });

    public bool Has(string command) => context.Tools.Resolve([command, $"{command}.exe"]) is not null;

    private CommandResult Run(string command, string arguments, Action<string> show)
    {
        var lines = new List<string>();
        var output = new List<string>();
        var clock = Stopwatch.StartNew();
        var exitCode = context.StartProcess(command, new ProcessSettings
        {
            Arguments = arguments,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectedStandardOutputHandler = line => Keep(line, output),
            RedirectedStandardErrorHandler = line => Keep(line, null),
        });
        return new CommandResult(exitCode, lines, string.Join('\n', output), clock.Elapsed);

        string Keep(string line, List<string> alsoIn)
        {
            if (line is not null)
            {
                lock (lines)
                {
                    lines.Add(Regex.Replace(line, @"\x1b\[[0-9;]*m", ""));
                    alsoIn?.Add(line);
                    show(line);
                }
            }

            return line;
        }
    }
}
