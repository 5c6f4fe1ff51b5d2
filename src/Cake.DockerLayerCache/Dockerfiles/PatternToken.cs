namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>One character of a pattern; without a character it stands for any.</summary>
internal readonly record struct PatternToken(char? Character, bool IsAnyText)
{
    public static PatternToken Of(char c, bool isEscaped) =>
        (c, isEscaped) switch
        {
            ('*', false) => new(Character: null, IsAnyText: true),
            ('?', false) => new(Character: null, IsAnyText: false),
            _ => new(c, IsAnyText: false),
        };

    public bool Matches(char c) => Character is null || Character == c;
}
