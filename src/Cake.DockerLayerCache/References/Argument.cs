using System.Text;

namespace Cake.DockerLayerCache.References;

/// <summary>What a process can be given as one argument, or as one variable.</summary>
internal static class Argument
{
    // Linux takes no longer one, NUL at its end included. What is put before a value, as type=registry,ref=, is less
    // than what is left here.
    private const int MostBytes = 128 * 1024 - 512;

    /// <summary>The value, where a process can be given it.</summary>
    /// <param name="setting">Where it was written.</param>
    /// <param name="value">The value.</param>
    /// <param name="seen">What to show of it.</param>
    /// <param name="besides">The characters that come with it.</param>
    public static string Checked(string setting, string value, string? seen = null, int besides = 0)
    {
        // A command line ends at a NUL character, and all that stands behind it would be lost.
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw InputProblems.MalformedValue(setting, seen ?? value.Replace('\0', '?'), "no NUL character");
        }

        // Half a character has no bytes: docker would get another one.
        if (HasHalfCharacter(value))
        {
            throw InputProblems.MalformedValue(setting, seen ?? value, "whole characters");
        }

        var length = Encoding.UTF8.GetByteCount(value) + besides;
        return length > MostBytes
            ? throw InputProblems.MalformedValue(setting, seen ?? value, $"{MostBytes} bytes at most")
            : value;
    }

    private static bool HasHalfCharacter(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
