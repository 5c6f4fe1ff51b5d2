using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What an error says of a repository's tags.</summary>
/// <param name="InPlace">Those that are in place.</param>
/// <param name="NotInPlace">Those that are not.</param>
/// <param name="Unknown">Those that are not, or cannot be read.</param>
public sealed partial record ToldState(
    IReadOnlyList<string> InPlace,
    IReadOnlyList<string> NotInPlace,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>Null where the message says nothing of it.</summary>
    public static ToldState? Of(string message, string repository)
    {
        var state = State().Match(message);
        return state.Success ? new ToldState(Tags("in"), Tags("out"), Tags("unknown")) : null;

        IReadOnlyList<string> Tags(string group) =>
            [
                .. state
                    .Groups[group]
                    .Value.Split(", ")
                    .Select(reference => reference.Split($"/{repository}:"))
                    .Where(parts => parts.Length == 2)
                    .Select(parts => parts[1]),
            ];
    }

    // Tags have points too, and no blank behind one.
    [GeneratedRegex(
        @"In place: (?<in>.*?)\. Not in place(: (?<out>.*?)|, or not to be read: (?<unknown>.*?))\. ",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex State();
}
