using System.Security.Cryptography;
using System.Text;

namespace Cake.DockerLayerCache.References;

/// <summary>
/// Whose cache it is. That of the default branch is the shared one and has the plain names; every other has a suffix,
/// <c>--name</c>, which no plain name has.
/// </summary>
internal sealed record CacheScope
{
    /// <summary>Stands between a plain name and a scope's.</summary>
    public const string Separator = "--";

    /// <summary>The cache of the default branch.</summary>
    public static readonly CacheScope Shared = new("");

    // The longest plain name and a suffix fit into a tag, and a person can still read both.
    private const int MaxLength = 40;
    private const int HashLength = 8;

    private CacheScope(string name) => Name = name;

    /// <summary>Its name as it stands in tags; empty for the shared one.</summary>
    public string Name { get; }

    /// <summary>What a tag ends with.</summary>
    public string Suffix => Name.Length == 0 ? "" : Separator + Name;

    public bool IsShared => Name.Length == 0;

    /// <summary>The scope of a branch, or of whatever else has a name.</summary>
    public static CacheScope Of(string name)
    {
        var readable = Readable(name);
        // One that looks like a changed name or like a pull request's might be taken for it.
        return readable == name && readable.Length <= MaxLength && !LooksHashed(readable) && !IsOfPullRequest(readable)
            ? new CacheScope(readable)
            : new CacheScope(WithHash(readable, name));
    }

    /// <summary>The scope of a pull request; by its source where it has no number.</summary>
    public static CacheScope OfPullRequest(string? number, string? source) =>
        number is { Length: <= 18 } && number.All(char.IsAsciiDigit)
            ? new CacheScope($"pr-{number}")
            : new CacheScope(WithHash("pull", number ?? source ?? ""));

    public override string ToString() => IsShared ? "shared" : Name;

    /// <summary>Eight hexadecimal digits that are a name's own.</summary>
    public static string Hash(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];

    private static string Readable(string name)
    {
        var readable = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.')
            {
                readable.Append(c);
            }
            else if (readable.Length > 0 && readable[^1] != '-')
            {
                readable.Append('-');
            }
        }

        return readable.ToString().Trim('-');
    }

    /// <summary>A text that is cut to a length, and ends with the hash of the name that it was made of.</summary>
    public static string Cut(string readable, string name, int length) =>
        $"{readable[..Math.Clamp(length - HashLength - 1, 1, readable.Length)].TrimEnd('-')}-{Hash(name)}";

    private static string WithHash(string readable, string name) =>
        Cut(readable.Length == 0 ? "scope" : readable, name, MaxLength);

    private static bool LooksHashed(string name) =>
        name.Length > HashLength
        && name[^(HashLength + 1)] == '-'
        && name[^HashLength..].All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private static bool IsOfPullRequest(string name) =>
        name.StartsWith("pr-", StringComparison.Ordinal) && name[3..].All(char.IsAsciiDigit);
}
