namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A word of a Dockerfile is a row of these: text, and variables between it.</summary>
internal abstract class WordPart;

internal sealed class TextPart(string text) : WordPart
{
    public string Text => text;
}

/// <summary>
/// <c>$NAME</c>, or with an operator and its operand in braces: a default, a message or a pattern. Plain, the operator is
/// empty; a replacement is there for <c>/</c> and <c>//</c> only.
/// </summary>
internal sealed class VariablePart(
    string name,
    string @operator,
    IReadOnlyList<WordPart> operand,
    IReadOnlyList<WordPart> replacement
) : WordPart
{
    public string Name => name;

    public string Operator => @operator;

    public IReadOnlyList<WordPart> Operand => operand;

    public IReadOnlyList<WordPart> Replacement => replacement;
}
