using System.Text;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A Dockerfile read as its instructions, before any of them is understood.</summary>
internal sealed class DockerfileText
{
    private readonly string path;
    private readonly SourceLines lines;
    private readonly ParserDirectives directives;
    private readonly List<Instruction> instructions = [];

    private DockerfileText(string text, string path)
    {
        this.path = path;
        lines = new SourceLines(text);
        directives = new ParserDirectives(path);
    }

    public char Escape => directives.Escape;

    public string? Syntax => directives.Syntax;

    public IReadOnlyList<Instruction> Instructions => instructions;

    public static DockerfileText Read(string text, string path)
    {
        var dockerfile = new DockerfileText(text, path);
        while (dockerfile.lines.TryRead(out var line))
        {
            dockerfile.ReadFrom(line);
        }

        return dockerfile;
    }

    private void ReadFrom(ReadOnlySpan<char> first)
    {
        var line = first.TrimStart();
        directives.Read(line, lines.Number);
        if (line.IsEmpty || line[0] == '#')
        {
            return;
        }

        var start = lines.Number;
        var joined = JoinContinuations(line);
        var instruction = InstructionLine.Parse(joined, Escape, start);
        var heredocs = HeredocMarkers.In(joined, instruction).Select(marker => ReadHeredoc(marker, start)).ToList();
        instructions.Add(instruction with { EndLine = lines.Number, Heredocs = heredocs });
    }

    private string JoinContinuations(ReadOnlySpan<char> line)
    {
        if (!Continues(ref line))
        {
            return line.ToString();
        }

        var joined = new StringBuilder().Append(line);
        while (lines.TryRead(out line))
        {
            if (line.TrimStart() is [] or ['#', ..])
            {
                continue;
            }

            var more = Continues(ref line);
            joined.Append(line);
            if (!more)
            {
                break;
            }
        }

        return joined.ToString();
    }

    /// <summary>Cuts off the escape character at the end. One that is itself escaped continues nothing.</summary>
    private bool Continues(ref ReadOnlySpan<char> line)
    {
        var text = line.TrimEnd(" \t");
        if (text.IsEmpty || text[^1] != Escape || (text.Length > 1 && text[^2] == Escape))
        {
            return false;
        }

        line = text[..^1];
        return true;
    }

    private Heredoc ReadHeredoc(HeredocMarker marker, int instructionLine)
    {
        var start = lines.Position;
        var end = start;
        while (lines.TryRead(out var line))
        {
            if ((marker.StripTabs ? line.TrimStart('\t') : line).SequenceEqual(marker.Name))
            {
                return new Heredoc(marker.Name, lines.Between(start, end), marker.Expand, marker.StripTabs);
            }

            end = lines.Position;
        }

        throw DockerfileProblems.UnterminatedHeredoc(path, instructionLine, marker.Name);
    }
}
