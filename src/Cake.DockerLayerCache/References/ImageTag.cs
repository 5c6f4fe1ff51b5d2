using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
    /// How far a tag moves: 0 names one version for ever, 1 is a partial version (1.4, v1), 2 is <c>latest</c>.
    /// </summary>
    public int Mobility
    {
        get
        {
            if (this == Latest)
            {
                return 2;
            }

            var numbers = Value.TrimStart('v').Split('.');
            return
                numbers.Length < 3
                && numbers.All(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                ? 1
                : 0;
        }
    }

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
            throw InputProblems.MalformedTag(setting, text, $"'{bad}' is not allowed");
        }

        if (text[0] is '.' or '-')
        {
            throw InputProblems.MalformedTag(setting, text, $"it begins with '{text[0]}'");
        }

        return text.Length > MaxLength ? throw InputProblems.TagTooLong(setting, text) : new ImageTag(text);
    }

    /// <summary>The tag for a stage's own image: its name; cut, with a short hash, where that is too long.</summary>
    public static ImageTag ForStage(string stage)
    {
        if (stage.Length <= MaxLength)
        {
            return new ImageTag(stage);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stage)))[..8];
        return new ImageTag($"{stage[..(MaxLength - hash.Length - 1)]}-{hash}");
    }

    public override string ToString() => Value;

    private static bool IsTagCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
