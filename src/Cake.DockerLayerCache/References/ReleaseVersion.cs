using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.References;

/// <summary>A version of Semantic Versioning 2.0. What stands behind a plus sign says nothing of its order, and is left out.</summary>
internal sealed partial record ReleaseVersion
{
    private readonly string[] prerelease;

    private ReleaseVersion(string major, string minor, string patch, string prerelease)
    {
        (Major, Minor, Patch) = (major, minor, patch);
        this.prerelease = prerelease.Length == 0 ? [] : prerelease.Split('.');
        Text = $"{major}.{minor}.{patch}{(prerelease.Length == 0 ? "" : $"-{prerelease}")}";
    }

    public string Major { get; }

    public string Minor { get; }

    public string Patch { get; }

    /// <summary>As it is written, without a leading <c>v</c>.</summary>
    public string Text { get; }

    public bool IsFinal => prerelease.Length == 0;

    public static ReleaseVersion Parse(string? text, string setting) =>
        TryParse(text) ?? throw InputProblems.MalformedVersion(setting, text ?? "");

    /// <summary>Null where it is none.</summary>
    public static ReleaseVersion? TryParse(string? text) =>
        Form().Match(text ?? "") is { Success: true } match
            ? new ReleaseVersion(
                match.Groups["major"].Value,
                match.Groups["minor"].Value,
                match.Groups["patch"].Value,
                match.Groups["prerelease"].Value
            )
            : null;

    /// <summary>Whether a tag goes on to another version: <c>latest</c>, <c>1.4</c> and <c>1</c>, with what stands around them.</summary>
    public bool IsMovedBy(ImageTag tag) =>
        Array.Exists(tag.Parts, part => part == ImageTag.Latest.Value || part == Major || part == $"{Major}.{Minor}");

    /// <summary>Whether it comes behind another one in the order of Semantic Versioning.</summary>
    public bool IsNewerThan(ReleaseVersion other)
    {
        var numbers = new[] { (Major, other.Major), (Minor, other.Minor), (Patch, other.Patch) };
        var first = numbers
            .Select(pair => Compare(pair.Item1, pair.Item2))
            .FirstOrDefault(difference => difference != 0);
        var order =
            first != 0 ? first
            : IsFinal || other.IsFinal ? IsFinal.CompareTo(other.IsFinal)
            : prerelease
                .Zip(other.prerelease, Compare)
                .Append(prerelease.Length.CompareTo(other.prerelease.Length))
                .FirstOrDefault(difference => difference != 0);
        return order > 0;
    }

    public bool Equals(ReleaseVersion? other) => Text == other?.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    // Numbers by their value, whatever their length, and below words.
    private static int Compare(string one, string other) =>
        (IsNumber(one), IsNumber(other)) switch
        {
            (true, true) when one.Length != other.Length => one.Length.CompareTo(other.Length),
            (true, false) => -1,
            (false, true) => 1,
            _ => Math.Sign(string.CompareOrdinal(one, other)),
        };

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);

    [GeneratedRegex(
        @"^v?(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)"
            + @"(-(?<prerelease>(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?"
            + @"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
