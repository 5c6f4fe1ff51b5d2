using System.Text.Json;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests.StandIns;

/// <summary>What is read of the answers of a real docker.</summary>
internal static class Facts
{
    public static EngineFacts Legacy => Of("engine20-legacy/answers", "0");

    public static EngineFacts BuiltInBuildKit => Of("engine20-buildkit/answers");

    public static EngineFacts BuildxOnGraphStore => Of("engine26-graph/answers");

    public static EngineFacts BuildxOnContainerdStore => Of("engine28-containerd/answers");

    public static EngineFacts Of(string transcript, string? dockerBuildKit = null)
    {
        var answers = Transcript.Of(transcript);
        using var info = Json(answers[1]);
        return EngineReading.Read(
            info.RootElement,
            answers[^1].ExitCode == 0 ? answers[^1].Output : null,
            dockerBuildKit,
            () => CliVersion(answers[0])
        );
    }

    private static string? CliVersion(Transcript answer)
    {
        using var version = Json(answer);
        return version.RootElement.GetProperty("Client").GetProperty("Version").GetString();
    }

    private static JsonDocument Json(Transcript answer) => JsonDocument.Parse(string.Join('\n', answer.Output));
}
