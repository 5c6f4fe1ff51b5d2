namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>What reads the Dockerfile inside BuildKit.</summary>
internal static class Frontend
{
    private static readonly string[] Dockers = ["docker/dockerfile", "docker.io/docker/dockerfile", "dockerfile.v0"];

    /// <summary>The frontend image, where one is named: a build argument wins over the Dockerfile, as in BuildKit.</summary>
    public static string? Named(DockerfileText text, DockerfileInputs inputs) =>
        inputs.BuildArgs.GetValueOrDefault("BUILDKIT_SYNTAX") ?? text.Syntax;

    /// <summary>False for another language's frontend: it may know instructions that Docker's own does not.</summary>
    public static bool IsDockers(string? frontend) =>
        frontend is null || Array.Exists(Dockers, own => frontend.StartsWith(own, StringComparison.Ordinal));
}
