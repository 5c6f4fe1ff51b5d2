namespace Cake.DockerLayerCache.Engine;

/// <summary>What can be wrong with the engine.</summary>
internal static class EngineProblems
{
    public static DockerLayerCacheException DockerNotFound(string? toolPath) =>
        new(
            "DLC0301",
            toolPath is null
                ? "docker was not found. Expected an executable 'docker' on PATH. Install the docker CLI, or set ToolPath."
                : $"docker was not found at ToolPath '{toolPath}'. Expected the docker CLI there. Correct ToolPath, or "
                    + "leave it out to take the one on PATH."
        );

    public static DockerLayerCacheException NotStarted(string message) =>
        new(
            "DLC0306",
            $"docker could not be started: {message}. Expected an executable that this user may run, and arguments of no "
                + "more than the system's limit together. Pass less, for example a file instead of a value."
        );

    public static DockerLayerCacheException IsPodman() =>
        new(
            "DLC0307",
            "the command docker is Podman's, which has no BuildKit and reads and writes no cache as Docker does. Expected "
                + "docker's own command line and an engine. Install them, and have ToolPath or PATH name that docker."
        );

    public static DockerLayerCacheException EngineNotAnswering(string endpoint, string message) =>
        new(
            "DLC0302",
            $"the docker engine at {endpoint} does not answer. Expected a running engine. Start it, or set "
                + $"DOCKER_HOST to one that runs. Docker says: {message}"
        );

    public static DockerLayerCacheException BuilderNotUsable(string builder, string message) =>
        new(
            "DLC0303",
            $"the buildx builder {builder} cannot be used. Expected a builder as 'docker buildx ls' lists them. "
                + $"Name another in Builder, or create it. Docker says: {message}"
        );
}
