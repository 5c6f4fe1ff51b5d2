namespace Cake.DockerLayerCache.Engine;

/// <summary>What docker's words mean, where it gives no code.</summary>
internal static class DockerMessage
{
    // Seen from engines 20.10 to 28: "manifest unknown", "not found", "manifest for … not found".
    private static readonly string[] NotFound = ["not found", "manifest unknown", "does not exist", "name unknown"];

    public static bool SaysNotFound(string message) =>
        NotFound.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
