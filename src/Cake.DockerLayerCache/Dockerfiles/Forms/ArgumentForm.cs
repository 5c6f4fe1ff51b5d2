namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>How many arguments an instruction takes.</summary>
internal static class ArgumentForm
{
    public static string? Any(Instruction instruction, char escape) => null;

    public static string? AtLeastOne(Instruction instruction, char escape) =>
        instruction.Arguments.Length == 0 ? "has nothing behind it" : null;

    /// <summary>Whatever stands there is one argument, blanks included.</summary>
    public static string? ExactlyOne(Instruction instruction, char escape) => AtLeastOne(instruction, escape);

    /// <summary>A list in JSON, which must hold texts only; what is no JSON is a command for the shell.</summary>
    public static string? MaybeJson(Instruction instruction, char escape) =>
        JsonWords.HoldsOther(instruction.Arguments)
            ? "has a list in brackets with something in it that is no text"
            : null;

    public static string? Json(Instruction instruction, char escape) =>
        MaybeJson(instruction, escape)
        ?? (
            JsonWords.Read(instruction.Arguments) is { Count: > 0 }
                ? null
                : """needs a list such as ["/bin/bash", "-c"]"""
        );

    public static string? NoBlank(Instruction instruction, char escape) =>
        AtLeastOne(instruction, escape)
        ?? MaybeJson(instruction, escape)
        ?? (
            (JsonWords.Read(instruction.Arguments) ?? [instruction.Arguments]) is var words
            && (words.Count == 0 || words.Any(word => word.Length == 0))
                ? "has an empty path"
                : null
        );
}
