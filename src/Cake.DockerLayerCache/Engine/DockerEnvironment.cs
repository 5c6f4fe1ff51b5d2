using Cake.Core;
using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Engine;

/// <summary>What docker finds in its environment when it is started with these settings.</summary>
internal sealed class DockerEnvironment(ICakeContext context, ToolSettings settings)
{
    public string? Variable(string name) =>
        settings.EnvironmentVariables.TryGetValue(name, out var value)
            ? value
            : context.Environment.GetEnvironmentVariable(name);

    /// <summary>What the engine there can do.</summary>
    /// <param name="docker">Asks it.</param>
    /// <param name="builder">The buildx builder; null for the one in use.</param>
    /// <param name="meanwhile">Is done while it is being asked, where it has to be.</param>
    public EngineFacts Facts(IDocker docker, string? builder, Action? meanwhile = null) =>
        EngineProbe.Facts(
            docker,
            builder,
            settings.ToolPath?.FullPath,
            new BuildxInstances(context.FileSystem, Variable),
            Variable,
            meanwhile
        );
}
