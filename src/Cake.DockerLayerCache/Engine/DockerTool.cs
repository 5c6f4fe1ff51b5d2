using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Docker as Cake finds and starts every tool.</summary>
internal sealed class DockerTool(ICakeContext context)
    : Tool<ToolSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools),
        IDockerTool
{
    public FilePath? Find(ToolSettings settings) => GetToolPath(settings);

    public IProcess Start(
        DockerCommand command,
        ToolSettings settings,
        ProcessSettings redirection,
        Func<string, string> shown
    ) => RunProcess(settings, command.ToProcessArguments(shown), redirection);

    protected override string GetToolName() => "Docker";

    protected override IEnumerable<string> GetToolExecutableNames() => ["docker", "docker.exe"];
}

/// <summary>The settings of one docker process.</summary>
internal sealed class DockerToolSettings : ToolSettings;
