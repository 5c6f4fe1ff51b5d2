namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>The pairs of ENV and LABEL: <c>name=value</c> several times, or one <c>name value</c>.</summary>
/// <param name="name">As written.</param>
/// <param name="value">As written, quotes and variables included.</param>
internal sealed class PairForm(string name, string value)
{
    public string Name => name;

    public string Value => value;

    public static IEnumerable<PairForm> In(Instruction instruction, char escape)
    {
        var words = ArgumentDeclaration.Words(instruction.Arguments, escape);
        if (words.Count == 0)
        {
            return [];
        }

        return words[0].Contains('=', StringComparison.Ordinal)
            ? words.Select(word => Divided(word, word.IndexOf('=', StringComparison.Ordinal)))
            : [Divided(instruction.Arguments, Blank(instruction.Arguments))];
    }

    public static string? Problem(Instruction instruction, char escape)
    {
        var words = ArgumentDeclaration.Words(instruction.Arguments, escape);
        if (words.Count == 0)
        {
            return "has nothing behind it";
        }

        if (!words[0].Contains('=', StringComparison.Ordinal))
        {
            return Blank(instruction.Arguments) < 0 ? "has a name without a value" : null;
        }

        return words.Find(word => !word.Contains('=', StringComparison.Ordinal)) is { } odd
                ? $"has {MessageText.Quoted(odd)} without a '='"
            : words.Exists(word => word.StartsWith('=')) ? "has a value without a name"
            : null;
    }

    public static string? ProblemOfArgument(Instruction instruction, char escape)
    {
        var words = ArgumentDeclaration.Words(instruction.Arguments, escape);
        return words.Count == 0 ? "has nothing behind it"
            : words.Exists(word => word.StartsWith('=')) ? "has a value without a name"
            : null;
    }

    private static int Blank(string text) => text.AsSpan().IndexOfAny(Keywords.Blanks);

    private static PairForm Divided(string text, int at) =>
        at < 0 ? new(text, "") : new(text[..at], text[(at + 1)..].TrimStart());
}
