using System.Text.Json;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// What came out of one build command: its message is docker's own words where it failed, its digest that of what was
/// pushed where the build itself pushed.
/// </summary>
internal sealed record BuildOutcome(bool Succeeded, BuildTrace Trace, string Message, string? Digest);

/// <summary>Runs a build command and reads its progress in whatever form the builder gives it.</summary>
internal sealed class BuildProcess(IDocker docker, EngineFacts facts, Action<string> show)
{
    public BuildOutcome Run(DockerCommand command)
    {
        var viaBuildx = command.Arguments is ["buildx", ..];
        var metadata = viaBuildx ? Path.GetTempFileName() : null;
        try
        {
            var reader = ReaderFor(command, viaBuildx);
            var answer = docker.Run(Instrumented(command, reader, metadata), reader.Output, reader.Error);
            return new BuildOutcome(
                answer.Succeeded,
                reader.Trace(answer.Succeeded),
                string.Join(Environment.NewLine, reader.Messages).Trim(),
                metadata is null ? null : DigestIn(metadata)
            );
        }
        finally
        {
            if (metadata is not null)
            {
                File.Delete(metadata);
            }
        }
    }

    private static DockerCommand Instrumented(DockerCommand command, IProgressReader reader, string? metadata) =>
        reader switch
        {
            LegacyProgress => command,
            RawJsonProgress => WithMetadata(command, metadata!).WithBuildOptions("--progress", "rawjson"),
            _ when metadata is not null => WithMetadata(command, metadata).WithBuildOptions("--progress", "plain"),
            _ => command.WithBuildOptions("--progress", "plain"),
        };

    // buildx would put a provenance document into the metadata as well, and asks the builder for it first.
    private static DockerCommand WithMetadata(DockerCommand command, string file) =>
        command.WithBuildOptions("--metadata-file", file).WithEnvironment("BUILDX_METADATA_PROVENANCE", "disabled");

    private static string? DigestIn(string metadataFile)
    {
        var text = File.ReadAllText(metadataFile);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var metadata = JsonDocument.Parse(text);
            return metadata.RootElement.TryGetProperty("containerimage.digest", out var digest)
                ? digest.GetString()
                : null;
        }
        catch (JsonException)
        {
            // Half a file: the build was stopped. Its exit code tells.
            return null;
        }
    }

    private IProgressReader ReaderFor(DockerCommand command, bool viaBuildx) =>
        viaBuildx && facts.HasStructuredProgress ? new RawJsonProgress(show)
        : viaBuildx || command.Environment.GetValueOrDefault("DOCKER_BUILDKIT") == "1" ? new PlainProgress(show)
        : new LegacyProgress(show);
}
