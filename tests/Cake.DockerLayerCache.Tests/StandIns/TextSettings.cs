using System.Reflection;

namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>The settings of a build that take text, whatever they are: one that comes later is tested with them.</summary>
internal static class TextSettings
{
    private static readonly Dictionary<string, PropertyInfo> Properties = typeof(DockerMultiStageCachedBuildSettings)
        .GetProperties()
        .Where(property =>
            property.DeclaringType!.Assembly == typeof(DockerCachedBuildSettings).Assembly
            && (property.PropertyType == typeof(string) || property.PropertyType == typeof(string[]))
        )
        .ToDictionary(property => property.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Properties.Keys.Order(StringComparer.Ordinal);

    public static void Set(DockerMultiStageCachedBuildSettings settings, string name, string value)
    {
        var property = Properties[name];
        property.SetValue(settings, property.PropertyType == typeof(string) ? value : new[] { value });
    }
}
