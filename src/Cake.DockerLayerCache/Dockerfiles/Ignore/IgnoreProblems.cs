using static Cake.DockerLayerCache.Dockerfiles.MessageText;

namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>What docker refuses in a <c>.dockerignore</c>.</summary>
internal static class IgnoreProblems
{
    public static DockerLayerCacheException BadPattern(string path, int line, string pattern) =>
        new(
            "DLC0221",
            $"{path}:{line} has the pattern {Quoted(pattern)}, which docker cannot read. Expected *, ?, ** and [a-z], every "
                + "bracket closed, and a character behind each \\; put \\ before a character that is meant as it stands."
        );

    public static DockerLayerCacheException EmptyException(string path, int line) =>
        new(
            "DLC0221",
            $"{path}:{line} has '!' and no pattern behind it. Write what is to be let in again, or remove the line."
        );

    public static DockerLayerCacheException TooManyWildcards(string path, int line, string pattern) =>
        new(
            "DLC0221",
            $"{path}:{line} has the pattern {Quoted(pattern)}, in which there are more wildcards than can be matched. Use fewer, "
                + "or several patterns."
        );

    public static DockerLayerCacheException LineTooLong(string path, int line, int most) =>
        new(
            "DLC0221",
            $"{path}:{line} has {most} characters or more, which docker does not read. Use shorter patterns."
        );
}
