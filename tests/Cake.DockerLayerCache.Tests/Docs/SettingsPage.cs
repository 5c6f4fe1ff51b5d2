using System.Reflection;
using System.Text.RegularExpressions;
using Cake.DockerLayerCache.Testing.PublicSurface;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary><c>docs/settings.md</c>, made of the XML documentation of the settings' types.</summary>
internal static class SettingsPage
{
    public static readonly Type[] Types =
    [
        typeof(DockerCachedBuildSettings),
        typeof(DockerMultiStageCachedBuildSettings),
        typeof(DockerPromoteSettings),
        typeof(DockerReleaseTagSettings),
        typeof(DockerBuildReportSettings),
    ];

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static string Text() => string.Concat(Lines().Select(line => $"{line}\n"));

    public static IEnumerable<DocumentedSetting> Settings(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => Setting(property, property.GetValue(defaults)));
    }

    private static DocumentedSetting Setting(PropertyInfo property, object? value)
    {
        var text = Documentation.Of($"P:{property.DeclaringType!.FullName}.{property.Name}", "summary");
        var stated = Regex.Match(text, @"(?<all> ?Default: (?<value>.+?)\.)(?= [A-Z(`]|$)", Options, Limit);
        var flag = Regex.Match(text, @"(?<all> \((?<name>`--[a-z-]+`)\))", Options, Limit);
        var meaning = text;
        foreach (var part in new[] { stated, flag }.Where(part => part.Success))
        {
            meaning = meaning.Replace(part.Groups["all"].Value, "", StringComparison.Ordinal);
        }

        return new DocumentedSetting(
            property,
            value,
            stated.Success ? stated.Groups["value"].Value
                : meaning.EndsWith(" Required.", StringComparison.Ordinal) ? "required"
                : Shown(value),
            flag.Groups["name"].Value,
            Cell(meaning.Replace(" Required.", "", StringComparison.Ordinal).Trim())
        );
    }

    private static IEnumerable<string> Lines() =>
        [
            "# Settings",
            "",
            "Every setting, as the documentation in the code has it; a test compares the two. Options that docker has too "
                + "are named after its flags, as in Cake.Docker. A type with `?` may be left at `null`, which is the default then.",
            .. Types.SelectMany(Section),
            .. Head(typeof(DockerBuildStrategy)),
            "| value | meaning |",
            "| --- | --- |",
            .. Enum.GetNames<DockerBuildStrategy>().Select(Value),
        ];

    private static IEnumerable<string> Section(Type type) =>
        [
            .. Head(type),
            "| setting | type | default | docker's flag | meaning |",
            "| --- | --- | --- | --- | --- |",
            .. Settings(type).Select(setting => setting.Row),
        ];

    private static IEnumerable<string> Head(Type type)
    {
        yield return $"\n## {type.Name}\n\n{Documentation.Of($"T:{type.FullName}", "summary")}\n";
        if (Documentation.Of($"T:{type.FullName}", "remarks") is { Length: > 0 } remarks)
        {
            yield return $"{remarks}\n";
        }

        if (type.BaseType is { } parent && Types.Contains(parent))
        {
            yield return $"All of [{parent.Name}](#{parent.Name.ToLowerInvariant()}), and\n";
        }
    }

    private static string Value(string name)
    {
        var meaning = Documentation.Of($"F:{typeof(DockerBuildStrategy).FullName}.{name}", "summary");
        return $"| `{name}` | {Cell(meaning)} |";
    }

    private static string Shown(object? value) =>
        value switch
        {
            null => "none",
            bool flag => flag ? "true" : "false",
            _ => $"`{value}`",
        };

    private static string Cell(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);
}

/// <summary>A row of the page, and the property's value in settings that nobody has touched.</summary>
internal sealed record DocumentedSetting(
    PropertyInfo Property,
    object? Value,
    string Default,
    string Flag,
    string Meaning
)
{
    public string Row => $"| `{Property.Name}` | `{Listing.TypeOf(Property)}` | {Default} | {Flag} | {Meaning} |";

    public override string ToString() => $"{Property.DeclaringType!.Name}.{Property.Name}";
}
