namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>What can go wrong with one request to a registry.</summary>
public enum FaultKind
{
    Unauthorized,
    Forbidden,
    NotFound,
    TooManyRequests,

    /// <summary>429 with <c>Retry-After: 1</c>.</summary>
    TooManyRequestsRetryAfter,
    InternalError,
    BadGateway,
    ServiceUnavailable,

    /// <summary>The registry never sees the request.</summary>
    ResetBeforeResponse,

    /// <summary>Half of the body has passed: the request's where it has one, else the answer's.</summary>
    ResetInBody,

    /// <summary>A request's answer is lost after the registry has done what it asks; a read's answer comes whole.</summary>
    ResetAfterBody,

    /// <summary>Half of an answer's announced length comes, then the end; of a request the registry gets half.</summary>
    TruncatedBody,

    /// <summary>One bit differs in the body: the request's where it has one, else the answer's.</summary>
    CorruptedBody,

    /// <summary>Nothing for a while, then a reset.</summary>
    Stall,

    /// <summary>The body passes in small pieces with pauses.</summary>
    SlowDrip,

    /// <summary>All requests, whatever their target, are reset for a while.</summary>
    RegistryAway,
}
