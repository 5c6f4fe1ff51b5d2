using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Execution;

/// <summary>A step that failed and must not. <paramref name="trace"/> is there where it was a build.</summary>
internal sealed class StepFailure(PlanStep step, string message, BuildTrace? trace = null)
{
    public PlanStep Step => step;

    public string Message => message;

    public BuildTrace? Trace => trace;

    /// <summary>Whether the engine ended while it may have been reading the build context.</summary>
    public bool TornContext { get; init; }

    public bool IsPush => Step is PushStep || Trace is { PushError: not null };
}
