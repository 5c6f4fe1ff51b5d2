namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>What reads the Dockerfile inside BuildKit.</summary>
/// <param name="image">The frontend image that is named; null for the one the engine brings along.</param>
internal sealed class Frontend(string? image)
{
    private static readonly string[] Dockers = ["docker/dockerfile", "docker.io/docker/dockerfile", "dockerfile.v0"];

    public string? Image => image;

    /// <summary>A build argument wins over the Dockerfile, as in BuildKit.</summary>
    public static Frontend Of(DockerfileText text, DockerfileInputs inputs) =>
        new(inputs.BuildArgs.GetValueOrDefault("BUILDKIT_SYNTAX") ?? text.Syntax);

    /// <summary>False for another language's frontend: it may know instructions that Docker's own does not.</summary>
    public bool IsDockers =>
        Image is null || Array.Exists(Dockers, own => Image.StartsWith(own, StringComparison.Ordinal));

    /// <summary>Whether it can be newer than the engine, and know more flags than are known here.</summary>
    public bool MayBeNewer => Image is not null;
}
