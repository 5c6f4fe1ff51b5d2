using System.Collections.Concurrent;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Asks docker what it can do, its commands side by side, once for each endpoint in a process.</summary>
internal static class EngineProbe
{
    private static readonly ConcurrentDictionary<string, Lazy<EngineFacts>> Known = new(StringComparer.Ordinal);

    // Whatever of the environment decides which engine and which builder a docker command meets.
    private static readonly string[] Deciding =
    [
        "DOCKER_HOST",
        "DOCKER_CONTEXT",
        "DOCKER_CONFIG",
        "DOCKER_BUILDKIT",
        "BUILDX_BUILDER",
        "BUILDX_CONFIG",
        "PATH",
    ];

    public static EngineFacts Facts(
        IDocker docker,
        string? builder,
        string? toolPath,
        BuildxInstances instances,
        Func<string, string?> environment
    )
    {
        var key = string.Join('\n', Deciding.Select(environment).Append(builder).Append(toolPath));
        var probe = Known.GetOrAdd(
            key,
            _ => new Lazy<EngineFacts>(() => Probe(docker, builder, instances, environment))
        );
        try
        {
            return probe.Value;
        }
        catch
        {
            // An engine that does not answer now may answer later.
            Known.TryRemove(KeyValuePair.Create(key, probe));
            throw;
        }
    }

    private static EngineFacts Probe(
        IDocker docker,
        string? builder,
        BuildxInstances instances,
        Func<string, string?> environment
    )
    {
        // Every process counts here: a cached build itself is over in half a second. info also names the plugins, so
        // buildx need not be asked for its version; and where no builder was ever created, only the engine's own can
        // be in use.
        var inspect = builder is not null || environment("BUILDX_BUILDER") is { Length: > 0 } || instances.MayExist;
        var answers = Concurrently.Run<ProbeAnswer>([
            () => Ask(docker, DockerCommand.Of("version", "--format", "{{json .}}")),
            () => Ask(docker, DockerCommand.Of("info", "--format", "{{json .}}")),
            .. inspect ? [() => new ProbeAnswer(docker.Run(Inspect(builder)))] : Array.Empty<Func<ProbeAnswer>>(),
        ]);
        using var version = answers[0];
        using var info = answers[1];
        var builders = inspect ? answers[2].Answer : null;
        if (version.Json is null || info.Json is null)
        {
            throw EngineProblems.EngineNotAnswering(
                environment("DOCKER_HOST") ?? "its default address",
                (info.Json is null ? info : version).Answer.Message
            );
        }

        return EngineReading.Read(
            version.Json.RootElement,
            info.Json.RootElement,
            builders is null ? EngineReading.EnginesOwnBuilder
                : builders.Succeeded ? builders.Output
                : null,
            environment("DOCKER_BUILDKIT")
        ) switch
        {
            { Builder: BuilderKind.Buildx, Driver: null } => throw EngineProblems.BuilderNotUsable(
                builder ?? "in use",
                builders!.Message
            ),
            var facts => facts,
        };
    }

    private static DockerCommand Inspect(string? builder) =>
        DockerCommand.Of("buildx", "inspect").With(builder is null ? [] : [builder]);

    /// <summary>Reads the answer while the others are still awaited.</summary>
    private static ProbeAnswer Ask(IDocker docker, DockerCommand question)
    {
        var answer = docker.Run(question);
        return new ProbeAnswer(answer, answer.Succeeded ? JsonObject(answer.Output) : null);
    }

    private static JsonDocument? JsonObject(IEnumerable<string> lines)
    {
        try
        {
            var json = JsonDocument.Parse(string.Join('\n', lines));
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // No engine writes that: the same as none.
        }

        return null;
    }

    /// <summary>An answer, and the object it is where it is one.</summary>
    private sealed record ProbeAnswer(DockerAnswer Answer, JsonDocument? Json = null) : IDisposable
    {
        public void Dispose() => Json?.Dispose();
    }
}
