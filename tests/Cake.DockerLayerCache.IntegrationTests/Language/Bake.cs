using System.Text.Json;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests.Language;

/// <summary>Builds many small things with one command: a process for each would take most of the time.</summary>
internal sealed class Bake(Bed bed, TemporaryFolder folder)
{
    /// <summary>The output of a build whose image nobody needs.</summary>
    public const string CacheOnly = "type=cacheonly";

    // Engines stumble over much at once.
    private const int Attempts = 3;

    private readonly Dictionary<string, object> targets = new(StringComparer.Ordinal);

    /// <summary>Adds a build; returns the name it goes by.</summary>
    public string Add(string context, string dockerfile, string? target, string output, string? baseImage = null)
    {
        var name = $"t{targets.Count}";
        targets[name] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["context"] = context,
            ["dockerfile"] = dockerfile,
            ["target"] = target ?? "",
            ["output"] = new[] { output },
            ["args"] = baseImage is null
                ? null
                : new Dictionary<string, string>(StringComparer.Ordinal) { ["BUSYBOX"] = baseImage },
        };
        return name;
    }

    /// <summary>Builds all; the names of the steps that each build went through.</summary>
    public ILookup<string, string> Run()
    {
        var result = Docker("--progress=rawjson");
        return Values(result.Error)
            .SelectMany(value => Items(value, "vertexes"))
            .Select(vertex => vertex.GetProperty("name").GetString()!)
            .Distinct(StringComparer.Ordinal)
            .Where(name => name.StartsWith("[t", StringComparison.Ordinal))
            .ToLookup(
                name => name[1..name.IndexOfAny([' ', ']'])],
                name => name[name.IndexOfAny([' ', ']'])..].TrimStart(' '),
                StringComparer.Ordinal
            );
    }

    /// <summary>The stages of each.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Stages()
    {
        using var answer = JsonDocument.Parse(Docker("--progress=quiet", "--call=targets,format=json").Output);
        return answer
            .RootElement.GetProperty("target")
            .EnumerateObject()
            .Where(target => target.Name.StartsWith('t'))
            .ToDictionary(
                target => target.Name,
                target =>
                    (IReadOnlyList<string>)
                        [.. target.Value.GetProperty("targets").GetProperty("targets").EnumerateArray().Select(Stage)],
                StringComparer.Ordinal
            );
    }

    private static string Stage(JsonElement stage)
    {
        var line = stage
            .GetProperty("location")
            .GetProperty("ranges")[0]
            .GetProperty("start")
            .GetProperty("line")
            .GetInt32();
        var isDefault = stage.TryGetProperty("default", out var value) && value.GetBoolean();
        return Stage(Text(stage, "name"), line, isDefault);
    }

    /// <summary>A stage as a text: <c>name, line</c>, the default one with a star.</summary>
    public static string Stage(string name, int line, bool isDefault) => $"{name}, {line}{(isDefault ? " *" : "")}";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private CommandResult Docker(params string[] options)
    {
        if (targets.Count == 1)
        {
            // Of one alone the steps are told without its name. The other has none that could be in its way.
            targets["other"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["context"] = folder.Path,
                ["dockerfile-inline"] = "FROM scratch\nLABEL other=other\n",
                ["output"] = new[] { CacheOnly },
            };
        }

        folder.Write("bake.json", JsonSerializer.Serialize(new { target = targets }));
        string[] command =
        [
            "buildx",
            "bake",
            "--allow=fs=*",
            "--file",
            folder.File("bake.json"),
            .. options,
            .. targets.Keys,
        ];
        var result = bed.TryDocker(command);
        for (var attempt = 1; attempt < Attempts && result.ExitCode != 0; attempt++)
        {
            result = bed.TryDocker(command);
        }

        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException(
                $"bake: {result.Error[Math.Max(0, result.Error.Length - 3000)..]}{result.Output}"
            );
    }

    private static IEnumerable<JsonElement> Values(string text)
    {
        var values = new JsonValues();
        foreach (var line in text.Split('\n'))
        {
            if (values.Take(line, out var value) && value is not null)
            {
                using (value)
                {
                    yield return value.RootElement.Clone();
                }
            }
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement value, string name) =>
        value.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : [];
}
