namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>What a FROM says, before its arguments have values.</summary>
internal sealed class FromClause(string @base, string? name, string? platform, Instruction instruction)
{
    /// <summary>Of what another frontend builds in its own way.</summary>
    public static readonly FromClause Nothing = new(
        "scratch",
        name: null,
        platform: null,
        new("FROM", [], "scratch", 1, 1)
    );

    public string Base => @base;

    public string? Name => name;

    public string? Platform => platform;

    public Instruction Instruction => instruction;

    public static FromClause Parse(Instruction instruction, string path)
    {
        var words = Keywords.Words(instruction.Arguments);
        var name = words switch
        {
            [_] => null,
            [_, var keyword, var given] when keyword.Equals("AS", StringComparison.OrdinalIgnoreCase) => given,
            _ => throw DockerfileProblems.MalformedFrom(path, instruction.Line, instruction.Arguments),
        };
        if (name is not null && !IsStageName(name))
        {
            throw DockerfileProblems.BadStageName(path, instruction.Line, name);
        }

        var platform = instruction.Flags.LastOrDefault(flag => flag.Name is "platform")?.Value;
        return new FromClause(
            words[0],
            name?.ToLowerInvariant(),
            string.IsNullOrEmpty(platform) ? null : platform,
            instruction
        );
    }

    private static bool IsStageName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
