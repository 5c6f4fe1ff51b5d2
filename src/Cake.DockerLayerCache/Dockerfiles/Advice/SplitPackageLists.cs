namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0605: package lists are fetched in one layer and used in another, which may be years younger.</summary>
internal static class SplitPackageLists
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject)
    {
        var told = new HashSet<Instruction>();
        foreach (var stage in subject.Needed)
        {
            Instruction? lists = null;
            string? manager = null;
            foreach (var run in stage.WithBases.Reverse().SelectMany(each => each.Instructions))
            {
                List<ShellCommand> commands = [.. ShellCommand.In(run)];
                var update = commands.FindIndex(IsUpdate);
                var install = commands.FindIndex(command =>
                    PackageInstall.Of(command) is { Tool: "apt-get" or "apt" or "apk" }
                );
                if (update >= 0)
                {
                    (lists, manager) = install < 0 ? (run, Manager(commands[update])) : (null, null);
                }
                else if (
                    install >= 0
                    && lists is not null
                    && Manager(commands[install]) == manager
                    && !commands[install].Has("--no-cache")
                    && told.Add(lists)
                )
                {
                    yield return Advice(subject, lists, run, commands[update < 0 ? install : update].Name);
                }
            }
        }
    }

    private static bool IsUpdate(ShellCommand command) =>
        command.Name is "apt-get" or "apt" or "apk" && command.Operands.FirstOrDefault() is "update";

    private static string Manager(ShellCommand command) => command.Name is "apk" ? "apk" : "apt";

    private static DockerAdvice Advice(AdviceSubject subject, Instruction lists, Instruction run, string tool) =>
        new()
        {
            Code = "DLC0605",
            File = subject.Dockerfile.Path,
            Line = lists.Line,
            Message =
                $"fetches package lists in a layer of their own, and line {run.Line} installs from them: once cached they "
                + "grow old, and the packages in them are gone from the server.",
            Suggestion = tool is "apk"
                ? "Write apk add --no-cache, without an update before it."
                : $"Write both in one RUN: {tool} update && {tool} install ….",
        };
}
