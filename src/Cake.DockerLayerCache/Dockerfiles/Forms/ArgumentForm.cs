namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>How many arguments an instruction takes.</summary>
internal static class ArgumentForm
{
    public static string? AtLeastOne(Instruction instruction) =>
        instruction.Arguments.Length == 0 ? "has nothing behind it" : null;

    /// <summary>A list in JSON, which must hold texts only; what is no JSON is a command for the shell.</summary>
    public static string? MaybeJson(Instruction instruction) => MaybeJson(instruction.Arguments);

    public static string? MaybeJson(string arguments) =>
        JsonWords.HoldsOther(arguments) ? "has a list in brackets with something in it that is no text" : null;

    public static string? Json(Instruction instruction) =>
        MaybeJson(instruction)
        ?? (
            JsonWords.Read(instruction.Arguments) is { Count: > 0 }
                ? null
                : """needs a list such as ["/bin/bash", "-c"]"""
        );

    public static string? NoBlank(Instruction instruction) =>
        AtLeastOne(instruction)
        ?? MaybeJson(instruction)
        ?? (
            (JsonWords.Read(instruction.Arguments) ?? [instruction.Arguments]) is var words
            && (words.Count == 0 || words.Any(word => word.Length == 0))
                ? "has an empty path"
                : null
        );
}
