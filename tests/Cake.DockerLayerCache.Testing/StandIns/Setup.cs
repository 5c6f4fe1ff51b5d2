using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Testing.StandIns;

/// <summary>One way docker can be set up, as a real one was.</summary>
public sealed class Setup(string transcript, string dockerBuildKit = "", string builder = "")
{
    public static readonly Setup Legacy = new("engine20-legacy/answers", "0");
    public static readonly Setup BuiltInBuildKit = new("engine20-buildkit/answers", "1");
    public static readonly Setup BuildxOnGraphStore = new("engine26-graph/answers");
    public static readonly Setup OldBuildxOnContainerdStore = new("engine26-containerd/answers");
    public static readonly Setup BuildxOnContainerdStore = new("engine28-containerd/answers");
    public static readonly Setup ContainerDriver = new("docker-container", builder: "container");

    private static readonly List<DockerStandIn> Shared = [];

    private readonly Lazy<DockerStandIn> shared = new(() =>
    {
        var docker = new DockerStandIn(transcript);
        Shared.Add(docker);
        return docker;
    });

    /// <summary>The stand-in that plans are made with; no test builds with it.</summary>
    public DockerStandIn Docker => shared.Value;

    /// <summary>Settings that send a build there, whatever the environment of the tests says.</summary>
    public T Use<T>(T settings, DockerStandIn? docker = null)
        where T : ToolSettings
    {
        settings.ToolPath = (docker ?? Docker).ToolPath;
        settings.EnvironmentVariables["DOCKER_BUILDKIT"] = dockerBuildKit;
        settings.EnvironmentVariables["BUILDX_BUILDER"] = builder;
        settings.EnvironmentVariables["BUILDX_CONFIG"] = "/no/builders/of/the/user";
        return settings;
    }

    /// <summary>A stand-in that nobody has called yet.</summary>
    public DockerStandIn Fresh() => new(transcript);

    public override string ToString() => transcript;

    public static void RemoveShared() => Shared.ForEach(docker => docker.Dispose());
}
