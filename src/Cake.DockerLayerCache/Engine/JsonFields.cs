using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Reads what docker writes as JSON, where a field may be missing.</summary>
internal static class JsonFields
{
    /// <summary>A field's text; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
