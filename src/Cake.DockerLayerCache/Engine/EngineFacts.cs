namespace Cake.DockerLayerCache.Engine;

/// <summary>What builds images here.</summary>
internal enum BuilderKind
{
    /// <summary>The legacy builder alone.</summary>
    Legacy,

    /// <summary>The BuildKit inside the engine, through <c>docker build</c>: a CLI before 23 without buildx.</summary>
    BuiltInBuildKit,

    /// <summary>BuildKit through buildx.</summary>
    Buildx,
}

/// <summary>What the engine and its CLI can do.</summary>
internal sealed record EngineFacts
{
    /// <summary>Those of a machine set up today.</summary>
    public static EngineFacts Likely { get; } =
        new()
        {
            ServerVersion = "28",
            Builder = BuilderKind.Buildx,
            Buildx = new Version(0, 29),
            Driver = "docker",
            ContainerdStore = true,
        };

    public required string ServerVersion { get; init; }

    /// <summary>Whether an engine answers; the builder may be elsewhere.</summary>
    public bool HasEngine => ServerVersion.Length > 0;

    public required BuilderKind Builder { get; init; }

    /// <summary>Why there is only the legacy builder; null where there is more.</summary>
    public string? LegacyBecause { get; init; }

    public Version? Buildx { get; init; }

    /// <summary>The buildx driver: docker, docker-container, kubernetes, remote; null without buildx.</summary>
    public string? Driver { get; init; }

    /// <summary>On how many machines the builder builds: each one the platforms that are its own.</summary>
    public int Nodes { get; init; }

    public bool ContainerdStore { get; init; }

    /// <summary>Whether its containers are of Windows, which has no image without a base.</summary>
    public bool RunsWindows { get; init; }

    /// <summary>Whether what is built is in the engine's own image store.</summary>
    public bool BuildsInEngine => Builder != BuilderKind.Buildx || Driver == "docker";

    /// <summary>Whether the builder is one of those that run elsewhere than in an engine's containers.</summary>
    public bool NeedsNoEngine => Driver is "remote" or "kubernetes";

    public bool CanExportCache => Builder == BuilderKind.Buildx && (!BuildsInEngine || ContainerdStore);

    /// <summary>Whether the builder pushes by itself, so that nothing need be loaded.</summary>
    /// <remarks>buildx before 0.22 lets the engine push, which needs the image in its store.</remarks>
    public bool CanPushWithoutLoading => CanExportCache && (!BuildsInEngine || Buildx >= new Version(0, 22));

    /// <summary>How buildx is told to push what it builds, past the engine's image store where it can.</summary>
    public string[] PushFlags =>
        BuildsInEngine && CanPushWithoutLoading ? ["--output", "type=image,push=true,store=false"] : ["--push"];

    /// <summary>Whether a build can give an image annotations (<c>--annotation</c>).</summary>
    public bool CanAnnotate => Builder == BuilderKind.Buildx && Buildx >= new Version(0, 12);

    /// <summary>Whether a build can be told of attestations (<c>--provenance</c>, <c>--sbom</c>).</summary>
    /// <remarks>Before that buildx adds none, and knows no such flag; 0.10.0 refuses it where the engine adds none.</remarks>
    public bool CanAttest => Builder == BuilderKind.Buildx && Buildx >= new Version(0, 10, 2);

    /// <summary>Whether the build tells its progress as JSON (<c>--progress rawjson</c>).</summary>
    public bool HasStructuredProgress => Builder == BuilderKind.Buildx && Buildx >= new Version(0, 13);

    public override string ToString() =>
        Builder switch
        {
            BuilderKind.Legacy => $"engine {ServerVersion}, legacy builder",
            BuilderKind.BuiltInBuildKit => $"engine {ServerVersion}, built-in BuildKit, no buildx",
            _ => $"{(HasEngine ? $"engine {ServerVersion}" : "no engine")}, buildx {Buildx}, {Driver} driver"
                + (BuildsInEngine ? $", {(ContainerdStore ? "containerd" : "graph-driver")} image store" : ""),
        };
}
