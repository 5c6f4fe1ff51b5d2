using System.Text;

namespace Cake.DockerLayerCache.References;

/// <summary>
/// A place for a cache as buildx's <c>--cache-to</c> and <c>--cache-from</c> take it: <c>type=…,key=value</c>, one line
/// of CSV. Keys are kept in the order in which they were written.
/// </summary>
internal sealed class CacheOptions : IEquatable<CacheOptions>
{
    public const string Registry = "registry";
    public const string Local = "local";
    public const string GitHub = "gha";
    public const string S3 = "s3";
    public const string AzureBlob = "azblob";
    public const string Inline = "inline";

    /// <summary>The types that BuildKit can export to.</summary>
    public static readonly IReadOnlyList<string> Types = [Registry, Local, GitHub, S3, AzureBlob, Inline];

    // What a key of an account is called by the types that take one.
    private static readonly string[] Secrets =
    [
        "access_key_id",
        "secret_access_key",
        "session_token",
        "token",
        "ghtoken",
    ];

    // What decides how a cache is written, and says nothing to who reads it.
    private static readonly string[] OfExport =
    [
        "mode",
        "compression",
        "compression-level",
        "force-compression",
        "oci-mediatypes",
        "image-manifest",
        "ignore-error",
        "upload_parallelism",
        "touch_refresh",
        "reset",
    ];

    private readonly IReadOnlyList<CacheOption> pairs;

    private CacheOptions(IReadOnlyList<CacheOption> pairs) => this.pairs = pairs;

    public string Type => (this["type"] ?? "").ToLowerInvariant();

    /// <summary>Whether all that was parsed was keys and values.</summary>
    public bool IsWhole { get; private init; } = true;

    /// <summary>Where one reads what these options write.</summary>
    public CacheOptions AsSource =>
        new([
            .. pairs
                .Where(pair => !OfExport.Contains(pair.Key, StringComparer.Ordinal))
                .Select(pair => Type == Local && pair.Key == "dest" ? new CacheOption("src", pair.Value) : pair),
        ]);

    /// <summary>The value of a key; null where it is not given.</summary>
    public string? this[string key] => pairs.Where(pair => pair.Key == key).Select(pair => pair.Value).LastOrDefault();

    public static CacheOptions Of(string type, params IReadOnlyList<CacheOption> more) =>
        new([new("type", type), .. more]);

    /// <summary>Null where there is no type. What is no key and value is left out.</summary>
    public static CacheOptions? Parse(string text)
    {
        List<CacheOption> read = [.. Pairs(text)];
        var options = new CacheOptions(read) { IsWhole = read.Count == Fields(text).Count() };
        return options.Type.Length == 0 ? null : options;
    }

    /// <summary>The keys of an account that a text has, which must not be printed, by what they are called.</summary>
    public static IEnumerable<CacheOption> KeysOfAccounts(string text) =>
        Pairs(text).Where(pair => Secrets.Contains(pair.Key, StringComparer.Ordinal));

    /// <summary>The keys and values of a text, whatever they are.</summary>
    public static IEnumerable<CacheOption> Pairs(string text) =>
        Fields(text).Select(CacheOption.Of).OfType<CacheOption>();

    /// <summary>The same with another value for a key, in its place where it has one.</summary>
    public CacheOptions With(string key, string value) =>
        this[key] is null
            ? new CacheOptions([.. pairs, new(key, value)])
            : new CacheOptions([.. pairs.Select(pair => pair.Key == key ? new(key, value) : pair)]);

    /// <summary>The same with a value for a key that has none.</summary>
    public CacheOptions WithDefault(string key, string value) => this[key] is null ? With(key, value) : this;

    public bool Equals(CacheOptions? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as CacheOptions);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(',', pairs.Select(pair => Field($"{pair.Key}={pair.Value}")));

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static IEnumerable<string> Fields(string text)
    {
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    yield return field.ToString();
                    field.Clear();
                    break;
                default:
                    field.Append(text[i]);
                    break;
            }
        }

        yield return field.ToString();
    }
}

/// <summary>One key and its value.</summary>
internal sealed class CacheOption(string key, string value)
{
    public string Key => key;

    public string Value => value;

    /// <summary>Null where a field is not of the form.</summary>
    public static CacheOption? Of(string field) =>
        field.IndexOf('=', StringComparison.Ordinal) is var equals and > 0
            ? new(field[..equals].Trim().ToLowerInvariant(), field[(equals + 1)..])
            : null;
}
