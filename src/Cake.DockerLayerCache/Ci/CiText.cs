using System.Text.Json;

namespace Cake.DockerLayerCache.Ci;

/// <summary>What the words of CI services mean.</summary>
internal static class CiText
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";

    public static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The branch of a name or of a full ref; null where the ref is no branch's.</summary>
    public static string? Branch(string? name) =>
        NotBlank(name) switch
        {
            { } full when full.StartsWith(Heads, StringComparison.Ordinal) => NotBlank(full[Heads.Length..]),
            { } full when full.StartsWith("refs/", StringComparison.Ordinal) => null,
            var text => text,
        };

    /// <summary>The tag of a full ref; null where the ref is no tag's.</summary>
    public static string? Tag(string? name) =>
        NotBlank(name) is { } full && full.StartsWith(Tags, StringComparison.Ordinal)
            ? NotBlank(full[Tags.Length..])
            : null;

    /// <summary>A commit's hash; null where it is none.</summary>
    public static string? Commit(string? text) =>
        NotBlank(text) is { Length: >= 7 and <= 64 } hash && hash.All(char.IsAsciiHexDigit)
            ? hash.ToLowerInvariant()
            : null;

    /// <summary>A number that counts something; null where it is none.</summary>
    public static string? Number(string? text) =>
        NotBlank(text) is { Length: <= 18 } digits && digits.All(char.IsAsciiDigit) && digits.Any(c => c != '0')
            ? digits
            : null;

    public static string? Number(long number) =>
        number > 0 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Whether two names are different; null where one of them is not known.</summary>
    public static bool? Differ(string? one, string? other) =>
        one is null || other is null ? null : !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two addresses are different repositories', however they are reached.</summary>
    public static bool? DifferAsRepositories(string? one, string? other) =>
        Differ(RepositoryAddress.Of(one)?.Place, RepositoryAddress.Of(other)?.Place);

    /// <summary>A string somewhere in a document; null where there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.String } found ? NotBlank(found.GetString()) : null;

    /// <summary>A value somewhere in a document; an undefined one where there is none.</summary>
    public static JsonElement Find(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    /// <summary>Where a person finds a repository, from its address; null where there is none. No password stays in it.</summary>
    public static string? Link(string? address) => RepositoryAddress.Of(address)?.Link;

    /// <summary>Whether a full ref is that of a pull request, or of whatever else is neither a branch nor a tag.</summary>
    public static bool IsOfRequest(string? name) =>
        NotBlank(name) is { } full
        && full.StartsWith("refs/", StringComparison.Ordinal)
        && !full.StartsWith(Heads, StringComparison.Ordinal)
        && !full.StartsWith(Tags, StringComparison.Ordinal);

    /// <summary>What stands in the place of a request's number: <c>refs/pull/12/head</c>; null where nothing does.</summary>
    public static string? RequestIn(string? name) => name?.Split('/').ElementAtOrDefault(2);
}
