using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Execution;

/// <summary>
/// Runs docker's commands again where that can help. Not builds: what they have shown is still of use when they are run
/// again, so <see cref="ImageBuild"/> does that.
/// </summary>
internal sealed class RetryingDocker(IDocker docker, Retry retry) : IDocker
{
    public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null) =>
        command.IsBuild
            ? docker.Run(command, onOutput, onError)
            : retry.Run($"'{command}'", () => docker.Run(command, onOutput, onError), answer => answer.Failure);
}
