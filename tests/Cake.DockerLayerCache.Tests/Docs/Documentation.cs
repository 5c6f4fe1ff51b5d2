using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>The addin's XML documentation, as Markdown.</summary>
internal static class Documentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(DockerLayerCacheAliases).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>An element of a member's documentation, on one line; empty where it has none.</summary>
    public static string Of(string member, string element) =>
        Members[member].Element(element) is { } found
            ? Regex
                .Replace(string.Concat(found.Nodes().Select(Markdown)), @"\s+", " ", RegexOptions.NonBacktracking)
                .Trim()
            : "";

    private static string Markdown(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
            _ => throw new NotSupportedException($"{node} in the documentation"),
        };
}
