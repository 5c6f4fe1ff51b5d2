using System.Text.Json;

namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>The form of an instruction's arguments in which they are a list in JSON.</summary>
internal static class JsonWords
{
    /// <summary>The texts of the list; null where the arguments are no list of texts.</summary>
    public static IReadOnlyList<string>? Read(string arguments) =>
        List(arguments) is { } list && list.All(item => item is not null) ? [.. list.OfType<string>()] : null;

    /// <summary>Whether it is a list in JSON, but not of texts alone, which docker refuses.</summary>
    public static bool HoldsOther(string arguments) => List(arguments) is { } list && list.Contains(null);

    private static List<string?>? List(string arguments)
    {
        if (!arguments.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(arguments);
            return [.. json.RootElement.EnumerateArray().Select(Text)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON; or half a character in it, which no text can hold.
            return null;
        }
    }

    private static string? Text(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString() : null;
}
