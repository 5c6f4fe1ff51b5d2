using System.Collections.Concurrent;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Asks docker what it can do, its commands side by side, once for each endpoint in a process.</summary>
internal static class EngineProbe
{
    private const string Json = "{{json .}}";

    private static readonly ConcurrentDictionary<string, Lazy<EngineFacts>> Known = new(StringComparer.Ordinal);

    // Whatever of the environment decides which engine and which builder a docker command meets.
    private static readonly string[] Deciding =
    [
        "DOCKER_HOST",
        "DOCKER_CONTEXT",
        "DOCKER_CONFIG",
        "HOME",
        "USERPROFILE",
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
        Func<string, string?> environment,
        Action? meanwhile = null
    )
    {
        var mayHaveBuilders = instances.MayExist;
        var key = string.Join(
            '\n',
            Deciding.Select(environment).Append(builder).Append(toolPath).Append($"{mayHaveBuilders}")
        );
        var probe = Known.GetOrAdd(
            key,
            _ => new Lazy<EngineFacts>(() => Probe(docker, builder, mayHaveBuilders, environment, meanwhile))
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
        bool mayHaveBuilders,
        Func<string, string?> environment,
        Action? meanwhile
    )
    {
        if (meanwhile is not null)
        {
            _ = Task.Run(meanwhile);
        }

        // Every process counts here: a cached build itself is over in half a second. info names the plugins, so buildx
        // need not be asked for its version; and where no builder was ever created, only the engine's own can be in use.
        var inspect = builder is not null || environment("BUILDX_BUILDER") is { Length: > 0 } || mayHaveBuilders;
        var answers = Concurrently.Run<DockerAnswer>([
            () => docker.Run(DockerCommand.Of("info", "--format", Json)),
            .. inspect ? [() => docker.Run(Inspect(builder))] : Array.Empty<Func<DockerAnswer>>(),
        ]);
        // Where no engine answers, docker tells of itself all the same.
        using var info = JsonObject(answers[0]) ?? throw NotAnswering(answers[0].Message);
        if (info.RootElement.TryGetProperty("host", out _))
        {
            throw EngineProblems.IsPodman();
        }

        var builders = inspect ? answers[1] : null;
        var facts = EngineReading.Read(
            info.RootElement,
            builders is null ? EngineReading.EnginesOwnBuilder
                : builders.Succeeded ? builders.Output
                : null,
            environment("DOCKER_BUILDKIT"),
            () => CliVersion(docker)
        );
        var problem = answers[0].Succeeded ? EngineReading.Unreachable(info.RootElement) : answers[0].Message;
        return problem is not null && !facts.NeedsNoEngine ? throw NotAnswering(problem)
            : facts is { Builder: BuilderKind.Buildx, Driver: null }
                ? throw EngineProblems.BuilderNotUsable(builder ?? "in use", builders!.Message)
            : facts;

        DockerLayerCacheException NotAnswering(string message) =>
            EngineProblems.EngineNotAnswering(environment("DOCKER_HOST") ?? "its default address", message);
    }

    private static DockerCommand Inspect(string? builder) =>
        DockerCommand.Of("buildx", "inspect").With(builder is null ? [] : [builder]);

    private static string? CliVersion(IDocker docker)
    {
        using var version = JsonObject(docker.Run(DockerCommand.Of("version", "--format", Json)));
        return version is not null && version.RootElement.TryGetProperty("Client", out var client)
            ? client.Text("Version")
            : null;
    }

    private static JsonDocument? JsonObject(DockerAnswer answer)
    {
        try
        {
            var json = JsonDocument.Parse(string.Join('\n', answer.Output));
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
}
