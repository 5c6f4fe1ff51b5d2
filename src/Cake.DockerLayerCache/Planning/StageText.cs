using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Planning;

internal static class StageText
{
    public static string Describe(this Stage stage) => $"stage '{stage.Id}'";
}
