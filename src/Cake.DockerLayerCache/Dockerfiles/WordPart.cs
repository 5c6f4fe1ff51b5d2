namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A word of a Dockerfile is a row of these: text, and variables between it.</summary>
internal abstract record WordPart;

internal sealed record TextPart(string Text) : WordPart;

/// <summary>
/// <c>$NAME</c>, or with an operator and its operand in braces: a default, a message or a pattern. Plain, the operator is
/// empty; a replacement is there for <c>/</c> and <c>//</c> only.
/// </summary>
internal sealed record VariablePart(
    string Name,
    string Operator,
    IReadOnlyList<WordPart> Operand,
    IReadOnlyList<WordPart> Replacement
) : WordPart;
