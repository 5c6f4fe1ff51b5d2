namespace Cake.DockerLayerCache.Engine;

/// <summary>What docker was handed for one command, and nobody needs any more.</summary>
internal static class Leftover
{
    /// <summary>Deletes it, where that can be done: what came of the command is not to be lost over it.</summary>
    public static void Delete(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays in the folder for temporary files.
        }
    }
}
