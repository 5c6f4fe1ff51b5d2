using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>A step that failed and must not. <paramref name="Trace"/> is there where it was a build.</summary>
internal sealed record StepFailure(PlanStep Step, string Message, BuildTrace? Trace = null)
{
    /// <summary>Whether what failed was a push that is a part of the step.</summary>
    public bool Pushing { get; init; }

    public bool IsPush => Pushing || Step is PushStep || Trace is { PushError: not null };
}
