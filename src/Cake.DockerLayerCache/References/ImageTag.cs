using System.Globalization;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>A valid tag.</summary>
internal sealed record ImageTag
{
    public const int MaxLength = 128;

    public static readonly ImageTag Latest = new("latest");

    /// <summary>The tag of a cache that is no image.</summary>
    public static readonly ImageTag BuildCache = new("buildcache");

    /// <summary>What the tags of inline caches begin with.</summary>
    public const string LayerCache = "layercache";

    private ImageTag(string value) => Value = value;

    public string Value { get; }

    /// <summary>
    /// How far a tag moves: 0 names one version for ever, 1 is a partial version (1.4, v1), 2 is <c>latest</c> or
    /// a variant of it.
    /// </summary>
    public int Mobility
    {
        get
        {
            var parts = Parts;
            if (parts.Contains(Latest.Value, StringComparer.Ordinal))
            {
                return 2;
            }

            // A date has a number in every part.
            var isDate = parts.Length > 1 && Array.TrueForAll(parts, IsNumber);
            return !isDate && Array.Find(parts, IsVersion) is { } version && version.Count(c => c == '.') < 2 ? 1 : 0;
        }
    }

    /// <summary>Whether it names one version for ever, and by its number: a branch, a commit or a stage does not.</summary>
    public bool IsOfOneVersion =>
        Mobility == 0 && Array.Exists(Parts, part => IsVersion(part) && part.Count(c => c == '.') >= 2);

    /// <summary>
    /// What it is made of, versions without a leading v. Hyphens and underscores divide it from what tells variants and
    /// lines apart: latest-alpine, 1.4_alpine, release-1.4.
    /// </summary>
    public string[] Parts =>
        Array.ConvertAll(Value.Split(CacheScope.Separator)[0].Split('-', '_'), part => part.TrimStart('v', 'V'));

    /// <summary>Whether caches are kept under tags like it.</summary>
    public bool IsOfCache =>
        Value == BuildCache.Value
        || Value.StartsWith($"{BuildCache}-", StringComparison.Ordinal)
        || Value == LayerCache
        || Value.StartsWith($"{LayerCache}-", StringComparison.Ordinal);

    public static ImageTag Parse(string? text, string setting)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw InputProblems.MalformedTag(setting, "", "it is empty");
        }

        if (text.FirstOrDefault(c => !IsTagCharacter(c)) is var bad && bad != default)
        {
            throw InputProblems.MalformedTag(setting, text, $"{ShellText.Seen($"{bad}")} is not allowed");
        }

        if (text[0] is '.' or '-')
        {
            throw InputProblems.MalformedTag(setting, text, $"it begins with '{text[0]}'");
        }

        return text.Length > MaxLength ? throw InputProblems.TagTooLong(setting, text) : new ImageTag(text);
    }

    /// <summary>
    /// The tag of a name in a scope: the name itself in the shared one, with a suffix in any other. A name that is too
    /// long is cut, and one that might be taken for a scope's is changed; either then has a short hash.
    /// </summary>
    public static ImageTag Of(string name, CacheScope scope)
    {
        var room = MaxLength - scope.Suffix.Length;
        if (name.Length <= room && !name.Contains(CacheScope.Separator, StringComparison.Ordinal))
        {
            return new ImageTag(name + scope.Suffix);
        }

        var readable = name;
        while (readable.Contains(CacheScope.Separator, StringComparison.Ordinal))
        {
            readable = readable.Replace(CacheScope.Separator, "-", StringComparison.Ordinal);
        }

        return new ImageTag(CacheScope.Cut(readable, name, room) + scope.Suffix);
    }

    /// <summary>
    /// A text in which what no tag can have is a hyphen, with what stands behind it; that of a scope where nothing would be
    /// left. One that is too long is cut, and then has a short hash.
    /// </summary>
    public static string Readable(string text, string suffix)
    {
        var readable = string.Concat(text.Select(c => IsTagCharacter(c) ? c : '-')).TrimStart('.', '-');
        var room = MaxLength - suffix.Length;
        return (
                readable.Length == 0 ? CacheScope.Of(text).Name
                : readable.Length <= room ? readable
                : CacheScope.Cut(readable, text, room)
            ) + suffix;
    }

    /// <summary>The same tag in a scope of its own.</summary>
    public ImageTag In(CacheScope scope) => scope.IsShared ? this : Of(Value, scope);

    public override string ToString() => Value;

    private static bool IsVersion(string part) => Array.TrueForAll(part.Split('.'), IsNumber);

    private static bool IsNumber(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsTagCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
