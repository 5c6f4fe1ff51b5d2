using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Tests.Failures;

/// <summary>What docker's words about a failure mean.</summary>
public sealed class FailureTableTests
{
    [TestCase(
        "ERROR: failed to solve: process \"/bin/sh -c curl x || echo 503 Service Unavailable\" did not complete successfully: "
            + "exit code: 22",
        nameof(FailureKind.StepFailed)
    )]
    [TestCase(
        "The command '/bin/sh -c curl https://a/b' returned a non-zero code: 56\nconnection reset by peer",
        nameof(FailureKind.StepFailed)
    )]
    [TestCase(
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "
            + "\"/nope\": stat /nope: no such file or directory: unknown",
        nameof(FailureKind.StepFailed)
    )]
    [TestCase(
        "ERROR: Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running?",
        nameof(FailureKind.EngineGone)
    )]
    [TestCase(
        "error during connect: command [ssh -- host docker system dial-stdio] has exited with exit status 255, stderr="
            + "kex_exchange_identification: read: Connection reset by peer",
        nameof(FailureKind.Network)
    )]
    [TestCase("write /var/lib/docker/tmp/1: no space left on device", nameof(FailureKind.DiskFull))]
    [TestCase("denied: requested access to the resource is denied", nameof(FailureKind.Unauthorised))]
    [TestCase("toomanyrequests: retry-after: 2s, allowed: 44000/minute", nameof(FailureKind.Throttled))]
    [TestCase(
        "failed to push 127.0.0.1:5000/a:1: unexpected status from POST request to http://127.0.0.1:5000/v2/a/blobs/uploads/: "
            + "503 Service Unavailable",
        nameof(FailureKind.ServerError)
    )]
    [TestCase("dial tcp 127.0.0.1:9: connect: connection refused", nameof(FailureKind.Network))]
    [TestCase("Get \"https://i/v2/\": dial tcp: i/o timeout", nameof(FailureKind.Timeout))]
    [TestCase("manifest for i:latest not found: manifest unknown: manifest unknown", nameof(FailureKind.NotFound))]
    [TestCase(
        "ERROR: failed to build: failed to solve: failed to push r/i:1: unknown",
        nameof(FailureKind.ServerError)
    )]
    [TestCase("ERROR: failed to push r/i:1: unknown: manifest unknown", nameof(FailureKind.NotFound))]
    [TestCase("ERROR: failed to push r/i:1: denied", nameof(FailureKind.Unauthorised))]
    [TestCase(
        "error parsing HTTP 429 response body: unexpected end of JSON input: \"\"",
        nameof(FailureKind.Throttled)
    )]
    [TestCase("short read: expected 427 bytes but got 213: unexpected EOF", nameof(FailureKind.Damaged))]
    [TestCase(
        "ERROR: failed to solve: failed to commit 6qe766jew5qf to yxg4ovuns5q5 during finalize: failed to stat active key during "
            + "commit: snapshot 6qe766jew5qf does not exist: not found",
        nameof(FailureKind.SnapshotLost)
    )]
    [TestCase(
        "ERROR: failed to build: failed to solve: Unavailable: error reading from server: EOF",
        nameof(FailureKind.EngineGone)
    )]
    [TestCase("something that no engine has said yet", nameof(FailureKind.Unknown))]
    [TestCase("", nameof(FailureKind.Unknown))]
    public void The_kind_of_a_failure_is_told_from_dockers_words(string message, string kind) =>
        Assert.That(FailureTable.KindOf(message).ToString(), Is.EqualTo(kind));

    [TestCase(FailureKind.Throttled, true)]
    [TestCase(FailureKind.ServerError, true)]
    [TestCase(FailureKind.Network, true)]
    [TestCase(FailureKind.Timeout, true)]
    [TestCase(FailureKind.Damaged, true)]
    [TestCase(FailureKind.SnapshotLost, true)]
    [TestCase(FailureKind.Unknown, false)]
    [TestCase(FailureKind.NotFound, false)]
    [TestCase(FailureKind.Unauthorised, false)]
    [TestCase(FailureKind.StepFailed, false)]
    [TestCase(FailureKind.DiskFull, false)]
    [TestCase(FailureKind.EngineGone, false)]
    [TestCase(FailureKind.Cancelled, false)]
    public void Only_what_can_pass_by_itself_is_tried_again(object kind, bool canPass) =>
        Assert.That(new DockerFailure((FailureKind)kind, "").CanPass, Is.EqualTo(canPass));

    [TestCase("toomanyrequests: retry-after: 543.16ms, allowed: 44000/minute", 0.54316)]
    [TestCase("429 Too Many Requests: Retry-After: 12", 12)]
    [TestCase("too many requests, retry-after: 1m30s", 90)]
    [TestCase("too many requests, retry-after: soon", null)]
    [TestCase("too many requests", null)]
    [TestCase("connection reset by peer, retry-after: 5s", null)]
    public void The_time_a_registry_asks_for_is_read_where_docker_shows_it(string message, double? seconds) =>
        Assert.That(DockerFailure.Of(message).RetryAfter?.TotalSeconds, Is.EqualTo(seconds).Within(1e-6));

    [Test]
    public void Each_word_stands_in_the_table_once_and_is_not_hidden_by_one_above() =>
        Assert.Multiple(() =>
        {
            Assert.That(FailureTable.Known.Select(known => known.Words), Is.Unique.IgnoreCase);
            Assert.That(
                FailureTable.Known.Select(known => FailureTable.Known.First(other => other.Fits(known.Words))),
                Is.EqualTo(FailureTable.Known)
            );
        });

    [TestCase("could not fetch content descriptor sha256:1 from remote: not found", true)]
    [TestCase("failed to copy: httpReadSeeker: failed open: unexpected status code 503 Service Unavailable", true)]
    [TestCase("Error response from daemon: unknown blob", true)]
    [TestCase("busybox:none: failed to resolve source metadata: not found", false)]
    [TestCase("failed to resolve source metadata for i: Head \"https://r/v2/i\": dial tcp: connection refused", false)]
    [TestCase("failed to solve: i: failed to resolve source metadata for i: 401 Unauthorized", false)]
    [TestCase("failed to create LLB definition: failed to do request: dial tcp: lookup r: no such host", false)]
    [TestCase("failed to load cache key: failed to do request: dial tcp: lookup r: no such host", false)]
    [TestCase("failed to stat active key during commit: snapshot 6qe766jew5qf does not exist: not found", false)]
    [TestCase("failed to calculate checksum of ref 1::2: \"/code\": not found", false)]
    [TestCase("process \"/bin/sh -c wget\" did not complete successfully: exit code: 1", false)]
    public void Only_what_was_to_be_fetched_may_be_a_broken_cache(string message, bool mayBe) =>
        Assert.That(DockerFailure.Of(message).MayBeOfCache, Is.EqualTo(mayBe));
}
