namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>The mounts and the network of RUN.</summary>
internal static class RunForm
{
    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "type",
        "from",
        "source",
        "src",
        "target",
        "dst",
        "destination",
        "readonly",
        "ro",
        "readwrite",
        "rw",
        "id",
        "sharing",
        "required",
        "size",
        "mode",
        "uid",
        "gid",
        "env",
    };

    private static readonly string[] Switches = ["readonly", "ro", "readwrite", "rw", "required"];

    /// <summary>The fields of each <c>--mount</c>, by name in any case.</summary>
    public static IEnumerable<ILookup<string, string>> Mounts(Instruction instruction) =>
        instruction
            .Flags.Where(flag => flag.Name is "mount")
            .Select(flag =>
                CommaSeparated
                    .Fields(flag.Value ?? "")
                    .Select(field => field.Split('=', 2))
                    .ToLookup(
                        pair => pair[0],
                        pair => pair.ElementAtOrDefault(1) ?? "",
                        StringComparer.OrdinalIgnoreCase
                    )
            );

    public static string? Problem(Instruction instruction) =>
        ArgumentForm.MaybeJson(instruction) ?? Network(instruction);

    /// <summary>What is wrong with its mounts: nobody minds it in a stage that is not built.</summary>
    public static IEnumerable<string> MountProblems(Instruction instruction) =>
        instruction.Flags.Where(flag => flag.Name is "mount").Select(flag => Mount(flag.Value ?? "")).OfType<string>();

    private static string? Network(Instruction instruction) =>
        instruction.Flags.FirstOrDefault(flag => flag.Name is "network")?.Value is { } network
        && network is not ("default" or "none" or "host")
        && !network.Contains('$', StringComparison.Ordinal)
            ? $"has --network={network}, where default, none or host is expected"
            : null;

    private static string? Mount(string mount)
    {
        foreach (var field in CommaSeparated.Fields(mount))
        {
            var pair = field.Split('=', 2);
            var name = pair[0].ToLowerInvariant();
            if (pair.Length == 1 && !Switches.Contains(name, StringComparer.Ordinal))
            {
                return $"has a mount with {MessageText.Quoted(field)}, where name=value is expected";
            }

            if (!Keys.Contains(name))
            {
                return $"has a mount with {MessageText.Quoted(pair[0])}, which mounts do not know";
            }

            if (
                name is "type"
                && !Types.Contains(pair[1], StringComparer.OrdinalIgnoreCase)
                && !pair[1].Contains('$', StringComparison.Ordinal)
            )
            {
                return $"has a mount of type {MessageText.Quoted(pair[1])}, where {string.Join(", ", Types)} are expected";
            }
        }

        return null;
    }
}
