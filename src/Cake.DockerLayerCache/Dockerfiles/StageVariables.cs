namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The arguments and variables of a stage, as far as it has been read.</summary>
internal sealed class StageVariables
{
    private readonly Dictionary<string, string> values;

    // What ENV has set: the stage's image keeps it.
    private readonly Dictionary<string, string> variables;

    public StageVariables(bool isAll)
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal), isAll) { }

    private StageVariables(Dictionary<string, string> values, Dictionary<string, string> variables, bool isAll)
    {
        this.values = values;
        this.variables = variables;
        // Of an ARG and an ENV of one name the later counts to BuildKit, whatever docker's documentation says.
        All = new Variables(values.GetValueOrDefault, isAll);
    }

    public Variables All { get; }

    public void SetVariable(string name, string value) => values[name] = variables[name] = value;

    public void SetArgument(string name, string? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }

    /// <summary>For a stage that goes on from this one: it begins with what the image has.</summary>
    public StageVariables ForNextStage()
    {
        var next = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            next[name] = value;
        }

        return new(next, new(variables, StringComparer.Ordinal), All.AreAll);
    }
}
