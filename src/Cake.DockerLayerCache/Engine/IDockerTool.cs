using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.DockerLayerCache.Engine;

/// <summary>How docker is found, and how a process of it is started.</summary>
internal interface IDockerTool
{
    /// <summary>The docker CLI; null where there is none.</summary>
    FilePath? Find(ToolSettings settings);

    /// <summary>Starts a command, and does not wait for it.</summary>
    /// <param name="command">What docker is given.</param>
    /// <param name="settings">The settings of this process; its path is known.</param>
    /// <param name="redirection">Who reads what it says.</param>
    /// <param name="shown">What may be shown of an argument.</param>
    IProcess Start(
        DockerCommand command,
        ToolSettings settings,
        ProcessSettings redirection,
        Func<string, string> shown
    );
}
