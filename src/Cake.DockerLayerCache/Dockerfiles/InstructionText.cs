using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>Writes instructions down in one way only, whatever layout they were read in.</summary>
internal static class InstructionText
{
    /// <summary>The whole Dockerfile, without its comments.</summary>
    public static string Of(Dockerfile dockerfile)
    {
        var text = new StringBuilder();
        if (dockerfile.Syntax is not null)
        {
            text.Append("# syntax=").Append(dockerfile.Syntax).Append('\n');
        }

        if (dockerfile.Escape != '\\')
        {
            text.Append("# escape=").Append(dockerfile.Escape).Append('\n');
        }

        foreach (var instruction in dockerfile.Instructions)
        {
            text.Append(Of(instruction, dockerfile.Escape)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One instruction, its heredocs behind it, without the end of its last line.</summary>
    public static string Of(Instruction instruction, char escape)
    {
        var text = new StringBuilder(instruction.Keyword);
        foreach (var flag in instruction.Flags)
        {
            text.Append(" --").Append(Escaped(flag.Name, escape));
            if (flag.Value is not null)
            {
                text.Append('=').Append(Escaped(flag.Value, escape));
            }
        }

        // Else an argument would be read as one more flag.
        if (instruction.Arguments.StartsWith("--", StringComparison.Ordinal))
        {
            text.Append(" --");
        }

        if (instruction.Arguments.Length > 0)
        {
            text.Append(' ').Append(instruction.Arguments);
        }

        if (text.Length > 0 && text[^1] == escape && (text.Length == 1 || text[^2] != escape))
        {
            // Behind this blank it continues nothing, and the blank itself is nothing.
            text.Append('\f');
        }

        foreach (var heredoc in instruction.Heredocs)
        {
            text.Append('\n').Append(heredoc.Content).Append(heredoc.Name);
        }

        return text.ToString();
    }

    private static string Escaped(string value, char escape) =>
        string.Concat(
            value.Select(c => char.IsWhiteSpace(c) || c is '\'' or '"' || c == escape ? $"{escape}{c}" : $"{c}")
        );
}
