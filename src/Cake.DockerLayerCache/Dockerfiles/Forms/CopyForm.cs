namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>What COPY and ADD copy, and to where.</summary>
/// <param name="sources">Paths in the context, or in what <c>--from</c> names; no heredocs.</param>
/// <param name="destination">The path in the image.</param>
internal sealed class CopyForm(IReadOnlyList<string> sources, string destination)
{
    public IReadOnlyList<string> Sources => sources;

    public string Destination => destination;

    /// <summary>Nothing is copied by an instruction that docker would refuse, as another frontend's may look like one.</summary>
    public static CopyForm Of(Instruction instruction)
    {
        var words = Words(instruction);
        return new CopyForm([.. words.SkipLast(1).Where(word => !IsHeredoc(word))], words.LastOrDefault(""));
    }

    public static string? Problem(Instruction instruction) =>
        ArgumentForm.MaybeJson(instruction)
        ?? (
            Words(instruction) switch
            {
                { Count: < 2 } => "needs a source and a destination",
                var words when IsHeredoc(words[^1]) => "has a heredoc for a destination",
                _ => null,
            }
        );

    private static IReadOnlyList<string> Words(Instruction instruction) =>
        JsonWords.Read(instruction.Arguments) ?? Keywords.Words(instruction.Arguments);

    private static bool IsHeredoc(string word) => HeredocMarkers.Parse(word) is not null;
}
