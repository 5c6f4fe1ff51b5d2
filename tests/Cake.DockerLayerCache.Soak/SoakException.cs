namespace Cake.DockerLayerCache.Soak;

/// <summary>Something is asked for that there is not.</summary>
internal sealed class SoakException(string message) : Exception(message);
