using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>A step that failed and must not. <paramref name="Trace"/> is there where it was a build.</summary>
internal sealed record StepFailure(PlanStep Step, string Message, BuildTrace? Trace = null)
{
    public bool IsPush => Step is PushStep || Trace is { PushError: not null };
}
