using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Forms;
using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Records;

/// <summary>What of the build context an instruction takes.</summary>
internal sealed class ContextSources
{
    private readonly IReadOnlyList<IgnorePattern?> taken;
    private readonly IReadOnlyList<IgnorePattern> excluded;

    // A pattern that is none takes everything: to blame a file too many is better than to miss the one.
    private ContextSources(IEnumerable<string> taken, IEnumerable<string> excluded)
    {
        this.taken = [.. taken.Select(Pattern)];
        this.excluded = [.. excluded.Select(Pattern).OfType<IgnorePattern>()];
    }

    /// <summary>Null where it takes nothing of it.</summary>
    public static ContextSources? Of(Instruction instruction, Dockerfile dockerfile)
    {
        var sources = instruction.Keyword switch
        {
            "COPY" or "ADD" when !FromFlag.In(instruction).Any() => Copied(instruction, dockerfile),
            "RUN" => Mounted(instruction),
            _ => [],
        };
        return sources.Count == 0
            ? null
            : new ContextSources(
                sources,
                instruction.Flags.Where(flag => flag.Name is "exclude").Select(flag => flag.Value ?? "")
            );
    }

    /// <summary>Whether it takes a file, or something in a folder whose path ends with <c>/</c>.</summary>
    public bool Takes(string path)
    {
        var isFolder = path.EndsWith('/');
        path = path.TrimEnd('/');
        return taken.Any(pattern =>
            pattern is null ? !IsExcluded(path)
            : Above(path).FirstOrDefault(pattern.Matches) is { } source
                ? !IsExcluded(path[source.Length..].TrimStart('/'))
            : isFolder && Leads(path, pattern)
        );
    }

    // BuildKit looks at the path within the folder that is copied; a file that is itself named has none.
    private bool IsExcluded(string path) => excluded.Any(pattern => Above(path).Any(pattern.Matches));

    private static List<string> Copied(Instruction instruction, Dockerfile dockerfile)
    {
        var written = CopyForm.Of(instruction).Sources;
        var words = dockerfile.Resolved(instruction);
        var sources = words.Count > 0 ? words.Take(written.Count) : written;
        return [.. sources.Where(source => !IsRemote(source))];
    }

    private static List<string> Mounted(Instruction instruction) =>
        [
            .. RunForm
                .Mounts(instruction)
                .Where(mount =>
                    mount["type"].DefaultIfEmpty("bind").Last() == "bind" && mount["from"].All(from => from.Length == 0)
                )
                .Select(mount => mount["source"].Concat(mount["src"]).LastOrDefault(".")),
        ];

    private static bool IsRemote(string source) =>
        source.Contains("://", StringComparison.Ordinal) || source.StartsWith("git@", StringComparison.Ordinal);

    private static IgnorePattern? Pattern(string source)
    {
        var parts = source.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        try
        {
            return parts.Count == 0 || parts.Contains("..", StringComparer.Ordinal)
                ? null
                : IgnorePattern.Parse(string.Join('/', parts), isException: false);
        }
        catch (NotSupportedException)
        {
            // More wildcards than .NET matches in a time that grows with the path only.
            return null;
        }
    }

    // A folder that is taken brings all that is in it.
    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private static bool Leads(string folder, IgnorePattern pattern) =>
        pattern.Place is not { } place || $"{place}/".StartsWith($"{folder}/", StringComparison.Ordinal);
}
