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
    private readonly Dictionary<Stage, StageVariables> known = [];
    private readonly Dictionary<Instruction, IReadOnlyList<string>> resolved = new(ReferenceEqualityComparer.Instance);

    /// <summary>The values that FROM may use, by name.</summary>
    public IReadOnlyDictionary<string, string> Globals => globals;

    /// <summary>The words of an instruction as they were checked; <c>NAME=VALUE</c> of ARG and ENV.</summary>
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
            if (stage.IsReplaced || !frontend.IsDockers)
            {
                continue;
            }

            foreach (var trigger in stage.BaseStage?.Triggers ?? [])
            {
                // Only where it is run does anyone mind what it is.
                StageSections.Check(trigger, escape, frontend, path);
                Take(trigger, variables);
            }

            foreach (var instruction in stage.Instructions)
            {
                Take(instruction, variables);
            }
        }
    }

    private void Take(Instruction instruction, StageVariables variables)
    {
        switch (instruction.Keyword)
        {
            case "ENV":
                List<PairForm> pairs =
                [
                    .. PairForm
                        .In(instruction, escape)
                        .Select(pair => new PairForm(Apply(pair.Name), Apply(pair.Value))),
                ];
                pairs.ForEach(pair => variables.SetVariable(pair.Name, pair.Value));
                resolved[instruction] = [.. pairs.Select(pair => $"{pair.Name}={pair.Value}")];
                break;
            case "ARG":
                List<string> arguments = [];
                foreach (var declaration in ArgumentDeclaration.In(instruction, escape).ToList())
                {
                    var value = ValueOf(declaration);
                    variables.SetArgument(declaration.Name, value);
                    arguments.Add($"{declaration.Name}={value}");
                }

                resolved[instruction] = arguments;
                break;
            case "EXPOSE":
                foreach (
                    var port in Keywords.Words(instruction.Arguments).SelectMany(Ports).Where(port => !IsPort(port))
                )
                {
                    throw DockerfileProblems.MalformedInstruction(
                        path,
                        instruction,
                        $"has {MessageText.Quoted(port)}, which is no port"
                    );
                }

                break;
            default:
                resolved[instruction] = [.. Words(instruction).Select(Apply)];
                break;
        }

        string Apply(string word) => substitution.Apply(word, variables.All, instruction.Line);

        // A variable may hold several; what one from the base image holds is not known.
        string[] Ports(string word) =>
            Keywords.Words(Apply(word)) is var ports
            && (variables.All.AreAll || !word.Contains('$', StringComparison.Ordinal))
                ? ports
                : [];

        string? ValueOf(ArgumentDeclaration declaration) =>
            buildArgs.GetValueOrDefault(declaration.Name)
            ?? (
                declaration.Default is { } expression ? Apply(expression) : globals.GetValueOrDefault(declaration.Name)
            );
    }

    // A number or two with a '-' between.
    private static bool IsPort(string text) =>
        text[(text.LastIndexOf(':') + 1)..].Split('/')[0].Split('-') is { Length: 1 or 2 } numbers
        && numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit));

    private IEnumerable<string> Words(Instruction instruction) =>
        instruction.Keyword switch
        {
            // What is in a heredoc has rules of its own for quotes.
            "COPY" or "ADD" => CopyForm.Of(instruction) is var copy ? [.. copy.Sources, copy.Destination] : [],
            "LABEL" => PairForm.In(instruction, escape).SelectMany(pair => new[] { pair.Name, pair.Value }),
            "VOLUME" => JsonWords.Read(instruction.Arguments) ?? Keywords.Words(instruction.Arguments),
            "USER" or "STOPSIGNAL" or "WORKDIR" => [instruction.Arguments],
            _ => [],
        };
}
