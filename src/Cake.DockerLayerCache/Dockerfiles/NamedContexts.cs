namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>The named build contexts that stand for a stage or an image.</summary>
internal sealed class NamedContexts(IEnumerable<string> names)
{
    private readonly HashSet<string> names = names.Select(Familiar).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string stage) => stage is not ("scratch" or "context") && names.Contains(stage);

    private static string Familiar(string name)
    {
        const string Tag = ":latest";
        return name.EndsWith(Tag, StringComparison.Ordinal) ? name[..^Tag.Length] : name;
    }
}
