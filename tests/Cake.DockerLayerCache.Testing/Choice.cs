namespace Cake.DockerLayerCache.Testing;

/// <summary>An option of a program that names some of several things, with commas between.</summary>
public static class Choice
{
    /// <summary>Those that are named, in the order of all; a name that there is not is a problem.</summary>
    public static IReadOnlyList<T> Of<T>(
        IReadOnlyList<T> all,
        Func<T, string> name,
        string value,
        Func<string, Exception> problem
    )
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(problem);
        var names = value.Split(',');
        var unknown = names.Except(all.Select(name), StringComparer.OrdinalIgnoreCase).ToList();
        return unknown.Count == 0
            ? [.. all.Where(item => names.Contains(name(item), StringComparer.OrdinalIgnoreCase))]
            : throw problem(
                $"'{string.Join(',', unknown)}' is not known. There are: {string.Join(',', all.Select(name))}."
            );
    }
}
