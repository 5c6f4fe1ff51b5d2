namespace Cake.DockerLayerCache.Dockerfiles;

internal sealed record Instruction(
    string Keyword,
    IReadOnlyList<InstructionFlag> Flags,
    string Arguments,
    int Line,
    int EndLine
)
{
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>The instruction that ONBUILD defers.</summary>
    public Instruction? Trigger { get; init; }
}

internal sealed record InstructionFlag(string Name, string? Value);

/// <summary>
/// A text inside the Dockerfile that an instruction takes as a file or script. The content is as it stands, tabs and
/// line endings included; <c>Expand</c> is false when the name is quoted, <c>StripTabs</c> true for <c>&lt;&lt;-</c>.
/// </summary>
internal sealed class Heredoc(string name, string content, bool expand, bool stripTabs)
{
    public string Name => name;

    public string Content => content;

    public bool Expand => expand;

    public bool StripTabs => stripTabs;
}
