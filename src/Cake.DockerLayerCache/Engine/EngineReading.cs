using System.Globalization;
using System.Text.Json;

namespace Cake.DockerLayerCache.Engine;

/// <summary>Reads what docker says of itself.</summary>
internal static class EngineReading
{
    private static readonly Version FirstCliThatNeedsBuildx = new(23, 0);
    private static readonly Version FirstEngineWithInlineCache = new(19, 3);

    /// <summary>What <c>docker buildx inspect</c> says where nobody created a builder.</summary>
    public static readonly IReadOnlyList<string> EnginesOwnBuilder = ["Driver: docker"];

    /// <summary>Puts together what docker answered.</summary>
    /// <param name="info">The JSON of <c>docker info</c>, which names the CLI and its plugins too.</param>
    /// <param name="buildxInspect">What <c>docker buildx inspect</c> prints; null where it fails.</param>
    /// <param name="dockerBuildKit">The variable <c>DOCKER_BUILDKIT</c>.</param>
    /// <param name="cliVersion">The CLI's version, where it matters and <c>docker info</c> does not tell it.</param>
    public static EngineFacts Read(
        JsonElement info,
        IReadOnlyList<string>? buildxInspect,
        string? dockerBuildKit,
        Func<string?> cliVersion
    )
    {
        // Docker before 23 leaves it out where no engine answers.
        var server = info.Text("ServerVersion") ?? (Unreachable(info) is null ? "unknown" : "");
        var client = info.TryGetProperty("ClientInfo", out var found) ? found : default;
        var buildx = PluginVersion(client, "buildx");
        var runsWindows = info.Text("OSType") == "windows";
        var because = LegacyBecause(
            // Docker tells it since 24.0.
            () => client.Text("Version") ?? cliVersion(),
            server,
            runsWindows,
            buildx is not null,
            dockerBuildKit
        );
        var hasBuildx = because is null && buildx is not null;
        return new EngineFacts
        {
            ServerVersion = server,
            LegacyBecause = because,
            Builder =
                because is not null ? BuilderKind.Legacy
                : hasBuildx ? BuilderKind.Buildx
                : BuilderKind.BuiltInBuildKit,
            Buildx = hasBuildx ? Number(buildx) : null,
            Driver = hasBuildx && buildxInspect is not null ? Field(buildxInspect, "Driver:") : null,
            Nodes = buildxInspect?.Count(line => line.StartsWith("Endpoint:", StringComparison.Ordinal)) ?? 0,
            ContainerdStore = IsContainerdStore(info),
            RunsWindows = runsWindows,
        };
    }

    /// <summary>What docker says where the engine does not answer; null where it does.</summary>
    /// <remarks>Docker before 23 tells it in this way alone.</remarks>
    public static string? Unreachable(JsonElement info) =>
        info.TryGetProperty("ServerErrors", out var errors)
        && errors.ValueKind == JsonValueKind.Array
        && errors.GetArrayLength() > 0
            ? string.Join(Environment.NewLine, errors.EnumerateArray().Select(error => $"{error}"))
            : null;

    /// <summary>The leading numbers of a version such as <c>v0.13.1+ds1-3</c>; 0.0 where there are none.</summary>
    public static Version Number(string? text)
    {
        var digits = (text ?? "").TrimStart('v');
        var end = 0;
        while (end < digits.Length && (char.IsAsciiDigit(digits[end]) || digits[end] == '.'))
        {
            end++;
        }

        var parts = digits[..end]
            .Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Take(3)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .ToArray();
        return parts switch
        {
            [] => new Version(0, 0),
            [var major] => new Version(major, 0),
            [var major, var minor] => new Version(major, minor),
            _ => new Version(parts[0], parts[1], parts[2]),
        };
    }

    private static string? LegacyBecause(
        Func<string?> cliVersion,
        string server,
        bool runsWindows,
        bool hasBuildx,
        string? dockerBuildKit
    )
    {
        if (dockerBuildKit is "0" or "f" or "F" or "false" or "False" or "FALSE")
        {
            return $"DOCKER_BUILDKIT is {dockerBuildKit}";
        }

        if (runsWindows)
        {
            return "the engine runs Windows containers";
        }

        if (Number(server) is var engine && engine < FirstEngineWithInlineCache && engine.Major > 0)
        {
            return $"engine {server} has no BuildKit that keeps caches, which came with 19.03";
        }

        return !hasBuildx && cliVersion() is { } client && Number(client) >= FirstCliThatNeedsBuildx
            ? $"docker CLI {client} has BuildKit only through buildx, which is not installed"
            : null;
    }

    // A plugin that cannot be run is listed too, with an Err.
    private static string? PluginVersion(JsonElement client, string name) =>
        client.ValueKind == JsonValueKind.Object
        && client.TryGetProperty("Plugins", out var plugins)
        && plugins.ValueKind == JsonValueKind.Array
            ? plugins
                .EnumerateArray()
                .Where(plugin => plugin.Text("Name") == name && plugin.Text("Err") is null)
                .Select(plugin => plugin.Text("Version") ?? "")
                .FirstOrDefault()
            : null;

    private static bool IsContainerdStore(JsonElement info) =>
        info.TryGetProperty("DriverStatus", out var status)
        && status.ValueKind == JsonValueKind.Array
        && status
            .EnumerateArray()
            .Any(pair =>
                pair.ValueKind == JsonValueKind.Array
                && pair.EnumerateArray()
                    .Any(item =>
                        item.ValueKind == JsonValueKind.String && item.ValueEquals("io.containerd.snapshotter.v1")
                    )
            );

    private static string? Field(IReadOnlyList<string> lines, string name) =>
        lines
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[name.Length..].Trim())
            .FirstOrDefault();
}
