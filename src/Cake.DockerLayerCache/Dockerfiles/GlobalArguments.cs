namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The values that FROM may use: the predefined ones, and those of ARG before the first FROM.</summary>
internal static class GlobalArguments
{
    public static IReadOnlyDictionary<string, string> Evaluate(
        IEnumerable<Instruction> declarations,
        DockerfileInputs inputs,
        string? targetStage,
        char escape,
        Substitution substitution
    )
    {
        var values = PlatformArguments.For(inputs.Platform);
        values["TARGETSTAGE"] = targetStage ?? "default";
        foreach (var (name, given) in inputs.BuildArgs.Where(given => values.ContainsKey(given.Key)))
        {
            values[name] = given;
        }

        foreach (var instruction in declarations)
        {
            foreach (var declaration in ArgumentDeclaration.In(instruction, escape))
            {
                var name = declaration.Name;
                if (inputs.BuildArgs.TryGetValue(name, out var given))
                {
                    values[name] = given;
                }
                else if (declaration.Default is { } text)
                {
                    values[name] = substitution.Apply(text, Variables.Of(values), instruction.Line);
                }
            }
        }

        return values;
    }
}
