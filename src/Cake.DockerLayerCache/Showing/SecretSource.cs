using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Showing;

/// <summary>Where docker takes a secret from, as its <c>--secret</c> says: a variable or a file.</summary>
internal sealed class SecretSource(string? id, string? named, string? source)
{
    public string? Id => id;

    public string? Named => named;

    public string? Source => source;

    /// <summary>The file, where it is one: with nothing else named, it is called as the secret.</summary>
    public string? File => Source ?? Id;

    public static SecretSource Parse(string text)
    {
        var pairs = CacheOptions.Pairs(text).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var id = pairs["id"].LastOrDefault();
        var variable = pairs["env"].LastOrDefault();
        var file = pairs["src"].Concat(pairs["source"]).LastOrDefault();
        return pairs["type"].LastOrDefault() is "env" && variable is null
            ? new SecretSource(id, file ?? id, null)
            : new SecretSource(id, variable, file);
    }

    /// <summary>The variable; one that is called as the secret counts where nothing else is named.</summary>
    public string? Variable(Func<string, string?> variable) =>
        Named ?? (Source is null && Id is not null && variable(Id) is not null ? Id : null);
}
