namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The arguments and variables of a stage, as far as it has been read.</summary>
internal sealed class StageVariables
{
    private readonly Dictionary<string, string> variables;
    private readonly Dictionary<string, string> arguments;

    public StageVariables(bool isAll)
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal), isAll) { }

    private StageVariables(Dictionary<string, string> variables, Dictionary<string, string> arguments, bool isAll)
    {
        this.variables = variables;
        this.arguments = arguments;
        // A variable wins over an argument, whichever came first.
        All = new Variables(name => variables.GetValueOrDefault(name) ?? arguments.GetValueOrDefault(name), isAll);
    }

    public Variables All { get; }

    public void SetVariable(string name, string value) => variables[name] = value;

    public void SetArgument(string name, string? value)
    {
        if (value is not null)
        {
            arguments[name] = value;
        }
    }

    /// <summary>For a stage that goes on from this one.</summary>
    public StageVariables ForNextStage() =>
        new(new(variables, StringComparer.Ordinal), new(arguments, StringComparer.Ordinal), All.AreAll);
}
