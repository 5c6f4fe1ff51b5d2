namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>A <c>from=</c> as an instruction has it: the name of a stage, an image or a context.</summary>
/// <remarks>BuildKit knows stages by number in <c>COPY --from</c>, not in <c>RUN --mount</c>.</remarks>
internal sealed class FromFlag(string text, bool mayBeNumber)
{
    public string Text => text;

    public bool MayBeNumber => mayBeNumber;

    public static IEnumerable<FromFlag> In(Instruction instruction) =>
        instruction.Keyword switch
        {
            "COPY" or "ADD" => Values(instruction, "from").Select(value => new FromFlag(value, mayBeNumber: true)),
            "RUN" => Values(instruction, "mount")
                .Select(MountSource)
                .Where(source => source.Length > 0)
                .Select(source => new FromFlag(source, mayBeNumber: false)),
            _ => [],
        };

    /// <summary>Whether it holds something that BuildKit would have to expand, which it refuses to do here.</summary>
    public bool IsExpression(char escape)
    {
        if (!MayBeNumber)
        {
            return Text.IndexOf('$', StringComparison.Ordinal) is >= 0 and var dollar && dollar < Text.Length - 1;
        }

        var reader = new WordReader(Text, escape);
        var parts = reader.Read();
        return reader.Problem is not null
            || parts.OfType<VariablePart>().Any()
            || !string.Concat(parts.OfType<TextPart>().Select(part => part.Text))
                .Equals(Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Values(Instruction instruction, string flag) =>
        instruction
            .Flags.Where(candidate => candidate.Name.Equals(flag, StringComparison.Ordinal))
            .Select(candidate => candidate.Value)
            .Where(value => !string.IsNullOrEmpty(value))
            .OfType<string>();

    private static string MountSource(string mount) =>
        CommaSeparated
            .Fields(mount)
            .LastOrDefault(field => field.StartsWith("from=", StringComparison.OrdinalIgnoreCase), "from=")[5..];
}
