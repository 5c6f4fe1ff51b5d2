using System.Globalization;

namespace Cake.DockerLayerCache.Engine.Progress;

/// <summary>
/// A step's name in BuildKit's progress: <c>[linux/amd64 builder 2/5] RUN …</c>, where platform and stage may be
/// absent.
/// </summary>
internal sealed class StepName(StageKey stage, int number, int total, string instruction)
{
    public StageKey Stage => stage;

    public int Number => number;

    public int Total => total;

    public string Instruction => instruction;

    private const string Unnamed = "stage-";

    public bool IsFrom => Instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase);

    public static StepName? Parse(string name)
    {
        var end = name.IndexOf("] ", StringComparison.Ordinal);
        if (!name.StartsWith('[') || end < 0)
        {
            return null;
        }

        var words = name[1..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            words.Length == 0
            || words[^1].Split('/') is not [var number, var total]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            || !int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        )
        {
            return null;
        }

        var stage = words.Length > 1 && !words[^2].Contains('/', StringComparison.Ordinal) ? words[^2] : null;
        return new StepName(KeyOf(stage), i, n, WithoutLink(name)[(end + 2)..]);
    }

    /// <summary>The name under which the step copies: with <c>--link</c> it has another one under which it is put in place.</summary>
    public static string WithoutLink(string name) => name.Replace("] LINK ", "] ", StringComparison.Ordinal);

    private static StageKey KeyOf(string? stage) =>
        stage is null ? new StageKey(null, 0)
        : stage.StartsWith(Unnamed, StringComparison.Ordinal)
        && int.TryParse(stage[Unnamed.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new StageKey(stage, index)
        : new StageKey(stage, null);
}
