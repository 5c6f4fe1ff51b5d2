using System.Globalization;

namespace Cake.DockerLayerCache.Testing.StandIns;

/// <summary>What a real docker once said to one command; <c>Engine/Captured/capture</c> tells the form.</summary>
public sealed record Transcript(string Command, IReadOnlyList<string> Output, IReadOnlyList<string> Error, int ExitCode)
{
    public static IReadOnlyList<Transcript> Of(string name)
    {
        List<Transcript> all = [];
        string? command = null;
        List<string> output = [];
        List<string> error = [];
        foreach (var line in File.ReadLines(FileOf(name)))
        {
            switch (line)
            {
                case ['$', ' ', .. var typed] when command is null:
                    command = typed;
                    break;
                case ['2', '>', ' ', .. var text]:
                    error.Add(text);
                    break;
                case ['=', ' ', .. var code]:
                    all.Add(new Transcript(command!, output, error, int.Parse(code, CultureInfo.InvariantCulture)));
                    (command, output, error) = (null, [], []);
                    break;
                default:
                    output.Add(line);
                    break;
            }
        }

        return all;
    }

    private static string FileOf(string name) =>
        RepositoryRoot.File("tests", "Cake.DockerLayerCache.Tests", "Engine", "Captured", $"{name}.txt");
}
