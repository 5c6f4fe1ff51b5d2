namespace Cake.DockerLayerCache.Engine;

/// <summary>How a docker command failed.</summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="Message">Docker's own words.</param>
internal sealed record DockerFailure(FailureKind Kind, string Message)
{
    /// <summary>Whether it can pass without anybody doing anything.</summary>
    public bool CanPass =>
        Kind
            is FailureKind.Throttled
                or FailureKind.ServerError
                or FailureKind.Network
                or FailureKind.Damaged
                or FailureKind.SnapshotLost
                or FailureKind.Timeout;

    /// <summary>
    /// Whether the registry was not reached. From an engine it may be all the same: that has a network, and certificates,
    /// of its own.
    /// </summary>
    public bool IsOfConnection => Kind is FailureKind.Network or FailureKind.Tls or FailureKind.Timeout;

    /// <summary>Whether what was asked for is not there at all; where its parts are lost, it is there and broken.</summary>
    public bool IsAbsence => Kind == FailureKind.NotFound && !FailureTable.SpeaksOfBlob(Message);

    /// <summary>How long the registry wants to be left alone, where docker passes that on; else null.</summary>
    public TimeSpan? RetryAfter => Kind == FailureKind.Throttled ? RetryAfterText.In(Message) : null;

    /// <summary>
    /// Whether it may be a cache that broke the build: something of a registry could not be fetched. What is absent is a
    /// base image, or a file of the user's; a snapshot was lost in the builder.
    /// </summary>
    public bool MayBeOfCache =>
        !FailureTable.SpeaksOfBaseImage(Message)
        && Kind != FailureKind.SnapshotLost
        && (CanPass || Kind == FailureKind.Unauthorised || (Kind == FailureKind.NotFound && !IsAbsence));

    /// <summary>The same, with what the command has said before.</summary>
    public DockerFailure With(string words) =>
        words.Length == 0 ? this : this with { Message = $"{Message}. Its last words: {words}" };

    public static DockerFailure TookTooLong(TimeSpan limit) =>
        new(FailureKind.Timeout, $"the command was stopped after {limit}, its ToolTimeout");

    public static DockerFailure Cancelled { get; } =
        new(FailureKind.Cancelled, "the command was stopped, because the call was ended");

    /// <summary>What a command that failed with this message failed of; where it was stopped, of that.</summary>
    public static DockerFailure Of(string message, DockerFailure? stopped = null) =>
        stopped is null ? new(FailureTable.KindOf(message), message) : stopped with { Message = message };
}
