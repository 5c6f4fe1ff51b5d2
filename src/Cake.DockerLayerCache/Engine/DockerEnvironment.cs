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
    public EngineFacts Facts(IDocker docker, string? builder) =>
        EngineProbe.Facts(
            docker,
            builder,
            settings.ToolPath?.FullPath,
            new BuildxInstances(context.FileSystem, Variable),
            Variable
        );
}
