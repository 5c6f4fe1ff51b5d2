namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>What Go's <c>filepath.Match</c> accepts as a pattern; docker asks it about each line of a <c>.dockerignore</c>.</summary>
internal static class GlobSyntax
{
    public static bool IsValid(string pattern)
    {
        for (var position = 0; position < pattern.Length; position++)
        {
            if (pattern[position] == '[' && !SkipClass(pattern, ref position))
            {
                return false;
            }

            if (position < pattern.Length && pattern[position] == '\\' && ++position == pattern.Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Moves from a <c>[</c> to its <c>]</c>; false where there is none, or a range lacks an end.</summary>
    private static bool SkipClass(string pattern, ref int position)
    {
        position++;
        if (position < pattern.Length && pattern[position] == '^')
        {
            position++;
        }

        var isFirst = true;
        while (isFirst || position >= pattern.Length || pattern[position] != ']')
        {
            isFirst = false;
            if (!SkipCharacter(pattern, ref position))
            {
                return false;
            }

            if (pattern[position] == '-')
            {
                position++;
                if (!SkipCharacter(pattern, ref position))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool SkipCharacter(string pattern, ref int position)
    {
        if (position >= pattern.Length || pattern[position] is '-' or ']')
        {
            return false;
        }

        if (pattern[position] == '\\')
        {
            position++;
        }

        position += position < pattern.Length && char.IsHighSurrogate(pattern[position]) ? 2 : 1;
        return position < pattern.Length;
    }
}
