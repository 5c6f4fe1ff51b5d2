using System.Globalization;
using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>
/// Puts values into the words of instructions, for the stages that are built only: BuildKit looks at no other one.
/// </summary>
internal sealed class StageWords(
    char escape,
    Frontend frontend,
    IReadOnlyDictionary<string, string> globals,
    IReadOnlyDictionary<string, string> buildArgs,
    Substitution substitution,
    string path
)
{
    private const StringComparison Exact = StringComparison.Ordinal;

    private readonly Dictionary<Stage, StageVariables> known = [];
    private readonly Dictionary<Instruction, IReadOnlyList<string>> resolved = new(ReferenceEqualityComparer.Instance);

    /// <summary>The values that FROM may use, by name.</summary>
    public IReadOnlyDictionary<string, string> Globals => globals;

    /// <summary>
    /// The words of an instruction as they were checked, of COPY and ADD the sources first; <c>NAME=VALUE</c> of ARG and
    /// ENV, <c>NAME</c> where it has none.
    /// </summary>
    public IReadOnlyList<string> Resolved(Instruction instruction) => resolved.GetValueOrDefault(instruction, []);

    /// <summary>Refuses what BuildKit refuses in them; in build order.</summary>
    public void Check(IEnumerable<Stage> stages)
    {
        foreach (var stage in stages.Where(stage => !known.ContainsKey(stage)))
        {
            var variables = stage.BaseStage is null
                ? new StageVariables(isAll: stage.Base is "scratch" && !stage.IsReplaced)
                : known[stage.BaseStage].ForNextStage();
            known[stage] = variables;
            if (stage.IsReplaced)
            {
                continue;
            }

            foreach (var trigger in stage.BaseStage?.Triggers ?? [])
            {
                // Only where it is run does anyone mind what it is.
                Take(trigger, variables, each => StageSections.Check(each, escape, frontend, path));
            }

            foreach (var instruction in stage.Instructions)
            {
                Take(instruction, variables, _ => { });
            }
        }
    }

    private void Take(Instruction instruction, StageVariables variables, Action<Instruction> check)
    {
        try
        {
            check(instruction);
            Take(instruction, variables);
        }
        catch (DockerLayerCacheException) when (!frontend.IsDockers)
        {
            // What is wrong to Docker's frontend may mean something to another.
        }
    }

    private void Take(Instruction instruction, StageVariables variables)
    {
        resolved[instruction] = instruction.Keyword switch
        {
            "ENV" => Variables(instruction, variables),
            "ARG" => Arguments(instruction, variables),
            _ =>
            [
                .. Words(instruction).Select(word => Apply(word, variables, instruction)),
                .. Texts(instruction).Select(heredoc => substitution.ApplyIn(heredoc, variables.All, instruction.Line)),
            ],
        };
        foreach (var problem in Problems(instruction, variables))
        {
            throw DockerfileProblems.MalformedInstruction(path, instruction, problem);
        }
    }

    private List<string> Variables(Instruction instruction, StageVariables variables)
    {
        List<PairForm> pairs =
        [
            .. PairForm
                .In(instruction, escape)
                .Select(pair => new PairForm(
                    Apply(pair.Name, variables, instruction),
                    Apply(pair.Value, variables, instruction)
                )),
        ];
        pairs.ForEach(pair => variables.SetVariable(pair.Name, pair.Value));
        return [.. pairs.Select(pair => $"{pair.Name}={pair.Value}")];
    }

    private List<string> Arguments(Instruction instruction, StageVariables variables)
    {
        List<string> arguments = [];
        foreach (var declaration in ArgumentDeclaration.In(instruction, escape).ToList())
        {
            var value =
                buildArgs.GetValueOrDefault(declaration.Name)
                ?? (
                    declaration.Default is { } expression
                        ? Apply(expression, variables, instruction)
                        : globals.GetValueOrDefault(declaration.Name)
                );
            variables.SetArgument(declaration.Name, value);
            arguments.Add(value is null ? declaration.Name : $"{declaration.Name}={value}");
        }

        return arguments;
    }

    /// <summary>What BuildKit refuses only where the stage is built, with the values in it.</summary>
    private IEnumerable<string> Problems(Instruction instruction, StageVariables variables) =>
        instruction.Keyword switch
        {
            "COPY" => resolved[instruction]
                .Take(CopyForm.Of(instruction).Sources.Count)
                .Where(source => source.StartsWith("http://", Exact) || source.StartsWith("https://", Exact))
                .Select(source => $"has the URL {MessageText.Quoted(source)}, which only ADD fetches"),
            "EXPOSE" => Keywords
                .Words(instruction.Arguments)
                .SelectMany(word => Ports(word, variables, instruction))
                .Where(port => !IsPort(port))
                .Select(port => $"has {MessageText.Quoted(port)}, which is no port"),
            "RUN" => RunForm.MountProblems(instruction),
            _ => [],
        };

    private string Apply(string word, StageVariables variables, Instruction instruction) =>
        substitution.Apply(word, variables.All, instruction.Line);

    // A variable may hold several; what one from the base image holds is not known.
    private string[] Ports(string word, StageVariables variables, Instruction instruction) =>
        Keywords.Words(Apply(word, variables, instruction)) is var ports
        && (variables.All.AreAll || !word.Contains('$', Exact))
            ? ports
            : [];

    // A number or two with a '-' between, and a protocol.
    private static bool IsPort(string text) =>
        text[(text.LastIndexOf(':') + 1)..].Split('/', 2) is var parts
        && parts.ElementAtOrDefault(1)?.ToUpperInvariant() is null or "" or "TCP" or "UDP" or "SCTP"
        && parts[0].Split('-') is { Length: 1 or 2 } numbers
        && Port(numbers[0]) <= Port(numbers[^1]);

    private static ushort? Port(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    private IEnumerable<string> Words(Instruction instruction) =>
        instruction.Keyword switch
        {
            "COPY" or "ADD" => CopyForm.Of(instruction) is var copy
                ? [.. copy.Sources, copy.Destination, .. Flags(instruction)]
                : [],
            "LABEL" => PairForm.In(instruction, escape).SelectMany(pair => new[] { pair.Name, pair.Value }),
            "VOLUME" => JsonWords.Read(instruction.Arguments) ?? Keywords.Words(instruction.Arguments),
            "USER" or "STOPSIGNAL" or "WORKDIR" => [instruction.Arguments],
            _ => [],
        };

    private static IEnumerable<string> Flags(Instruction copy) =>
        copy.Flags.Where(flag => flag.Name is "chown" or "chmod" or "checksum").Select(flag => flag.Value ?? "");

    // The text of a RUN is the shell's.
    private static IEnumerable<Heredoc> Texts(Instruction instruction) =>
        instruction.Keyword is "COPY" or "ADD" ? instruction.Heredocs.Where(heredoc => heredoc.Expand) : [];
}
