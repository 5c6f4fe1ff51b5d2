namespace Cake.DockerLayerCache.Benchmarks.Reporting;

/// <summary>A table whose columns stand below one another in plain text as well.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> heading)
{
    private readonly List<IReadOnlyList<string>> rows = [];

    public bool IsEmpty => rows.Count == 0;

    public void Add(params IReadOnlyList<string> cells) => rows.Add(cells);

    public override string ToString()
    {
        IReadOnlyList<string> rule = [.. heading.Select(_ => "---")];
        return string.Concat(rows.Prepend(rule).Prepend(heading).Select(Line));
    }

    private string Line(IReadOnlyList<string> cells)
    {
        var padded = cells.Select(
            (cell, column) => cell.PadRight(rows.Prepend(heading).Max(row => row[column].Length))
        );
        return $"| {string.Join(" | ", padded)} |\n";
    }
}
