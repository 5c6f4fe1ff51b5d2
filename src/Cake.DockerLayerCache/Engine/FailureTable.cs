namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// What docker's words mean, where it gives no code: the one place where they are known. Of several that fit, the first
/// counts.
/// </summary>
internal static class FailureTable
{
    /// <summary>The words, and the engines they were seen from; none where they are only known to be used.</summary>
    public static readonly IReadOnlyList<KnownFailure> Known =
    [
        // A step's own output may say anything that stands below.
        new(FailureKind.StepFailed, "did not complete successfully: exit code", "26, 28"),
        new(FailureKind.StepFailed, "executor failed running", "20.10 BuildKit"),
        new(FailureKind.StepFailed, "returned a non-zero code", "20.10 legacy"),
        new(FailureKind.StepFailed, "OCI runtime create failed", "20.10 legacy"),
        // An ssh server that takes no more connections for now (MaxStartups).
        new(FailureKind.Network, "kex_exchange_identification: ", ""),
        new(FailureKind.EngineGone, "Cannot connect to the Docker daemon", "20.10, 26, 28"),
        new(FailureKind.EngineGone, "failed to connect to the docker API", ""),
        new(FailureKind.EngineGone, "error during connect", "20.10, 26, 28"),
        new(FailureKind.EngineGone, "rpc error: code = Unavailable", "20.10, 26, 28"),
        new(FailureKind.EngineGone, "Unavailable: error reading from server", "28"),
        new(FailureKind.DiskFull, "no space left on device", "20.10, 26, 28"),
        new(FailureKind.Tls, "x509: ", ""),
        new(FailureKind.Tls, "server gave HTTP response to HTTPS client", "26, 28"),
        new(FailureKind.Throttled, "toomanyrequests", "20.10, 26, 28"),
        new(FailureKind.Throttled, "Too Many Requests", "20.10, 26, 28"),
        new(FailureKind.Throttled, "HTTP 429 response", "20.10, 26"),
        new(FailureKind.Unauthorised, "401 Unauthorized", "20.10, 26, 28"),
        new(FailureKind.Unauthorised, "403 Forbidden", "20.10, 26, 28"),
        new(FailureKind.Unauthorised, "HTTP 401 response", ""),
        new(FailureKind.Unauthorised, "HTTP 403 response", "20.10, 26"),
        new(FailureKind.Unauthorised, "unauthorized", "20.10, 26, 28"),
        new(FailureKind.Unauthorised, "no basic auth credentials", ""),
        new(FailureKind.Unauthorised, "insufficient_scope", ""),
        new(FailureKind.Unauthorised, "denied: ", "20.10"),
        new(FailureKind.Unauthorised, ": denied", "20.10, 26, 28"),
        new(FailureKind.ServerError, "500 Internal Server Error", "20.10, 26, 28"),
        new(FailureKind.ServerError, "502 Bad Gateway", "20.10, 26, 28"),
        new(FailureKind.ServerError, "503 Service Unavailable", "20.10, 26, 28"),
        new(FailureKind.ServerError, "504 Gateway Timeout", ""),
        new(FailureKind.ServerError, "unexpected HTTP status: 5", "20.10, 26"),
        new(FailureKind.ServerError, "HTTP 5", ""),
        // The codes UNAVAILABLE and UNKNOWN of a registry's error, with nothing behind them.
        new(FailureKind.ServerError, ": unavailable", "28") { AtLineEnd = true },
        new(FailureKind.ServerError, ": unknown", "28") { AtLineEnd = true },
        new(FailureKind.Timeout, "i/o timeout", ""),
        new(FailureKind.Timeout, "TLS handshake timeout", ""),
        new(FailureKind.Timeout, "context deadline exceeded", ""),
        new(FailureKind.Timeout, "Client.Timeout exceeded", ""),
        new(FailureKind.Timeout, "timeout awaiting response headers", ""),
        new(FailureKind.Damaged, "filesystem layer verification failed", "20.10, 26"),
        new(FailureKind.Damaged, "unexpected commit digest", "20.10 BuildKit, 26, 28"),
        new(FailureKind.Damaged, "unexpected commit size", ""),
        new(FailureKind.Damaged, "failed size validation", ""),
        new(FailureKind.Damaged, "expected number of bytes", "20.10 BuildKit, 26"),
        new(FailureKind.Damaged, "short read", "28"),
        new(FailureKind.Damaged, "got digest ", "28"),
        new(FailureKind.Damaged, "did not match", "28"),
        new(FailureKind.Damaged, "manifest verification failed", ""),
        new(FailureKind.Damaged, "manifest invalid", "26, 28"),
        new(FailureKind.Damaged, "blob upload unknown", "26, 28"),
        new(FailureKind.Damaged, "blob upload invalid", ""),
        // moby/buildkit#6808, #6521 and #6977: races of builds that run at once.
        new(FailureKind.SnapshotLost, "failed to stat active key during commit", "28"),
        new(FailureKind.SnapshotLost, "failed to prepare extraction snapshot", ""),
        new(FailureKind.SnapshotLost, "failed to stat lower snapshot", ""),
        new(FailureKind.Network, "connection reset by peer", "20.10, 26, 28"),
        new(FailureKind.Network, "connection refused", "20.10, 26, 28"),
        new(FailureKind.Network, "broken pipe", ""),
        new(FailureKind.Network, "no such host", ""),
        new(FailureKind.Network, "no route to host", ""),
        new(FailureKind.Network, "network is unreachable", ""),
        new(FailureKind.Network, "use of closed network connection", "28"),
        new(FailureKind.Network, "server closed idle connection", ""),
        new(FailureKind.Network, "unexpected EOF", "20.10, 26, 28"),
        new(FailureKind.Network, ": EOF", ""),
        new(FailureKind.NotFound, "manifest unknown", "20.10, 26, 28"),
        new(FailureKind.NotFound, "name unknown", ""),
        new(FailureKind.NotFound, "unknown blob", "20.10, 26"),
        new(FailureKind.NotFound, "does not exist", ""),
        new(FailureKind.NotFound, "not found", "20.10, 26, 28"),
    ];

    // The words around what a builder fetches of a layer.
    private static readonly string[] Blob = ["content descriptor", "httpReadSeeker", "/blobs/", "unknown blob"];

    // The words around a base image that cannot be asked for, 26 and 28; the other two are 20.10 BuildKit's.
    private static readonly string[] BaseImage =
    [
        "failed to resolve source metadata",
        "failed to create LLB definition",
        "failed to load cache key",
    ];

    // The words of a registry that keeps a tag as it is: ECR, Quay and others; Harbor.
    private static readonly string[] Kept = ["cannot be overwritten", "configured as immutable"];

    // The words of Docker Hub and others, which tell nobody what they keep from him.
    private static readonly string[] UnknownRepository = ["repository does not exist or may require"];

    public static FailureKind KindOf(string message) =>
        Known.FirstOrDefault(known => known.Fits(message))?.Kind ?? FailureKind.Unknown;

    public static bool SpeaksOfBlob(string message) => Speaks(message, Blob);

    public static bool SpeaksOfBaseImage(string message) => Speaks(message, BaseImage);

    public static bool SpeaksOfKeptTag(string message) => Speaks(message, Kept);

    public static bool SpeaksOfUnknownRepository(string message) => Speaks(message, UnknownRepository);

    private static bool Speaks(string message, string[] of) =>
        of.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Words of docker's, and what they mean.</summary>
/// <param name="kind">What they mean.</param>
/// <param name="words">The words, whatever their case.</param>
/// <param name="seenFrom">The engines that were seen to say them.</param>
internal sealed class KnownFailure(FailureKind kind, string words, string seenFrom)
{
    public FailureKind Kind => kind;

    public string Words => words;

    public string SeenFrom => seenFrom;

    /// <summary>Whether they mean it only at the end of a line.</summary>
    public bool AtLineEnd { get; init; }

    public bool Fits(string message) =>
        AtLineEnd
            ? message.Split('\n').Any(line => line.TrimEnd().EndsWith(Words, StringComparison.OrdinalIgnoreCase))
            : message.Contains(Words, StringComparison.OrdinalIgnoreCase);
}
