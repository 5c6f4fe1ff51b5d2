namespace Cake.DockerLayerCache.Engine;

/// <summary>What kind of failure a docker command ended with.</summary>
internal enum FailureKind
{
    /// <summary>Nothing that is known. Still a failure.</summary>
    Unknown,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>The registry knows nobody, or does not allow it.</summary>
    Unauthorised,

    /// <summary>The registry wants fewer requests (429).</summary>
    Throttled,

    /// <summary>The registry failed (5xx).</summary>
    ServerError,

    /// <summary>The connection could not be made, or broke.</summary>
    Network,

    /// <summary>The registry's certificate is not trusted here, or it has none.</summary>
    Tls,

    /// <summary>What came is not what was sent: cut short, or with another digest.</summary>
    Damaged,

    /// <summary>The builder has lost what it worked on, to another build at the same moment.</summary>
    SnapshotLost,

    /// <summary>It took too long: docker says so, or it was stopped after ToolTimeout.</summary>
    Timeout,

    /// <summary>There is no room where the engine keeps its data.</summary>
    DiskFull,

    /// <summary>The engine does not answer, or ended meanwhile.</summary>
    EngineGone,

    /// <summary>A command of the Dockerfile failed.</summary>
    StepFailed,

    /// <summary>The call was ended early, and the command with it.</summary>
    Cancelled,
}
