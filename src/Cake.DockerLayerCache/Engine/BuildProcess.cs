using System.Text.Json;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// What came out of one build command: its message is docker's own words where it failed, its digest that of what was
/// pushed where the build itself pushed.
/// </summary>
internal sealed record BuildOutcome(bool Succeeded, BuildTrace Trace, string Message, string? Digest)
{
    /// <summary>Why it was stopped; null where it ended by itself.</summary>
    public DockerFailure? Stopped { get; init; }

    /// <summary>Whether the engine's answer broke off.</summary>
    public bool BrokeOff { get; init; }

    /// <summary>How it failed; null where it did not.</summary>
    public DockerFailure? Failure =>
        Succeeded ? null
        : BrokeOff ? new DockerFailure(FailureKind.EngineGone, Message)
        : StepTookTooLong ? new DockerFailure(FailureKind.StepFailed, Message)
        : DockerFailure.Of(Message, Stopped);

    // A step that is still running when its time is up would be so the next time. Some builders tell its end before their
    // own.
    private bool StepTookTooLong =>
        Stopped?.Kind == FailureKind.Timeout
        && (Trace.StepRuns || Trace.Steps.Any(step => FailureTable.KindOf(step.Error ?? "") == FailureKind.StepFailed));
}

/// <summary>Runs a build command and reads its progress in whatever form the builder gives it.</summary>
/// <param name="docker">Runs it.</param>
/// <param name="facts">What the engine can do.</param>
/// <param name="show">Takes the lines that a person sees.</param>
/// <param name="watch">Asks now and then what runs just now, until what it returns is disposed of.</param>
internal sealed class BuildProcess(
    IDocker docker,
    EngineFacts facts,
    Action<string> show,
    Func<Func<IReadOnlyList<string>>, IDisposable> watch
)
{
    /// <summary>
    /// Is told what the build has shown as soon as no step runs any more, where the builder tells its progress as JSON.
    /// </summary>
    public Action<BuildTrace>? OnStepsDone { get; init; }

    /// <summary>Makes an empty file.</summary>
    public Func<string> NewFile { get; init; } = Path.GetTempFileName;

    /// <summary>Is told of each reference that the builder has pushed, and its digest, where it tells that as JSON.</summary>
    public Action<string, string>? OnPushed { get; init; }

    public BuildOutcome Run(DockerCommand command)
    {
        var viaBuildx = command.Arguments is ["buildx", ..];
        var metadata = viaBuildx ? Metadata() : null;
        try
        {
            var reader = ReaderFor(command, viaBuildx);
            var gate = new Lock();
            using var watching = watch(() =>
            {
                lock (gate)
                {
                    return reader.Running;
                }
            });
            var answer = docker.Run(
                Instrumented(command, reader, metadata),
                Locked(gate, reader.Output),
                Locked(gate, reader.Error)
            );
            var words = string.Join(Environment.NewLine, reader.Messages).Trim();
            var trace = reader.Trace(answer.Succeeded);
            return new BuildOutcome(
                answer.Succeeded,
                trace,
                answer.Stopped?.With(words).Message ?? words,
                (metadata is null ? null : DigestIn(metadata)) ?? trace.PushedDigest
            )
            {
                Stopped = answer.Stopped,
                // All that docker says of it without buildx, and of nothing else.
                BrokeOff =
                    facts.Builder == BuilderKind.BuiltInBuildKit
                    && answer.Stopped is null
                    && reader.Messages is [.., "unexpected EOF"],
            };
        }
        finally
        {
            if (metadata is not null)
            {
                Leftover.Delete(() => File.Delete(metadata));
            }
        }
    }

    private static Action<string> Locked(Lock gate, Action<string> take) =>
        line =>
        {
            lock (gate)
            {
                take(line);
            }
        };

    // The image can be built without.
    private string? Metadata()
    {
        try
        {
            return NewFile();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DockerCommand Instrumented(DockerCommand command, IProgressReader reader, string? metadata) =>
        reader switch
        {
            LegacyProgress => command,
            _ => WithMetadata(command, metadata)
                .WithBuildOptions("--progress", reader is RawJsonProgress ? "rawjson" : "plain"),
        };

    // buildx would put a provenance document into the metadata as well, and asks the builder for it first.
    private static DockerCommand WithMetadata(DockerCommand command, string? file) =>
        file is null
            ? command
            : command
                .WithBuildOptions("--metadata-file", file)
                .WithEnvironment("BUILDX_METADATA_PROVENANCE", "disabled");

    private static string? DigestIn(string metadataFile)
    {
        try
        {
            var text = File.ReadAllText(metadataFile);
            if (text.Length == 0)
            {
                return null;
            }

            using var metadata = JsonDocument.Parse(text);
            return metadata.RootElement.TryGetProperty("containerimage.digest", out var digest)
                ? digest.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Half a file: the build was stopped. Its exit code tells.
            return null;
        }
    }

    private IProgressReader ReaderFor(DockerCommand command, bool viaBuildx) =>
        viaBuildx && facts.HasStructuredProgress
            ? new RawJsonProgress(show) { OnStepsDone = OnStepsDone, OnPushed = OnPushed }
        : viaBuildx || command.Environment.GetValueOrDefault("DOCKER_BUILDKIT") == "1" ? new PlainProgress(show)
        : new LegacyProgress(show);
}
