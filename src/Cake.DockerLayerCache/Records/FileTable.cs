using Cake.DockerLayerCache.Dockerfiles;

namespace Cake.DockerLayerCache.Records;

/// <summary>
/// What the files of a build context were, by path. Where there are very many, those deepest down stand together as their
/// folder, whose path ends with <c>/</c>.
/// </summary>
internal sealed class FileTable(IReadOnlyDictionary<string, FileDigest> entries)
{
    public static readonly FileTable Empty = new(new Dictionary<string, FileDigest>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, FileDigest> Entries => entries;

    /// <summary>The same in at most so many entries, where folders allow it.</summary>
    public FileTable Within(int most, RecordDigest digest)
    {
        var table = entries;
        while (table.Count > most && table.Keys.Max(Depth) is > 0 and var deepest)
        {
            table = Folded(table, path => Depth(path) == deepest, digest);
        }

        return new FileTable(table);
    }

    /// <summary>What differs from what it was before, among the paths that are taken.</summary>
    public IReadOnlyList<FileChange> ChangesSince(FileTable before, Func<string, bool> takes, RecordDigest digest)
    {
        var folders = Folders(entries.Keys).Concat(Folders(before.Entries.Keys)).ToHashSet(StringComparer.Ordinal);
        var (now, then) = (In(folders, digest), before.In(folders, digest));
        return
        [
            .. now
                .Keys.Union(then.Keys, StringComparer.Ordinal)
                .Where(takes)
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    FileChange.Between(
                        path,
                        then.TryGetValue(path, out var old) ? old : null,
                        now.TryGetValue(path, out var current) ? current : null
                    )
                )
                .OfType<FileChange>(),
        ];
    }

    private static IEnumerable<string> Folders(IEnumerable<string> paths) => paths.Where(path => path.EndsWith('/'));

    // What the other table has only as a folder can only be compared as that folder: put together level by level as there,
    // since a folder's digest is made of those of the folders in it.
    private IReadOnlyDictionary<string, FileDigest> In(HashSet<string> folders, RecordDigest digest)
    {
        var table = entries;
        while (
            folders.Count > 0 && table.Keys.Where(IsInside).Select(Depth).DefaultIfEmpty(0).Max() is > 0 and var deepest
        )
        {
            table = Folded(table, path => Depth(path) == deepest && IsInside(path), digest);
        }

        return table;

        bool IsInside(string path) => Above(path).Any(folders.Contains);
    }

    private static Dictionary<string, FileDigest> Folded(
        IReadOnlyDictionary<string, FileDigest> table,
        Func<string, bool> isFolded,
        RecordDigest digest
    ) =>
        table
            .GroupBy(entry => isFolded(entry.Key) ? Folder(entry.Key) : entry.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Together(group.Key, group, digest), StringComparer.Ordinal);

    private static FileDigest Together(
        string path,
        IEnumerable<KeyValuePair<string, FileDigest>> files,
        RecordDigest digest
    )
    {
        var inOrder = files.OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        return inOrder is [var single] && single.Key == path
            ? single.Value
            : new FileDigest(digest.OfContent([.. inOrder.Select(file => $"{file.Key} {file.Value}")]), 0);
    }

    private static int Depth(string path) => path.TrimEnd('/').Count(c => c == '/');

    private static string Folder(string path) => path[..(path.TrimEnd('/').LastIndexOf('/') + 1)];

    // The nearest folder first.
    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Folder(path); folder.Length > 0; folder = Folder(folder))
        {
            yield return folder;
        }
    }
}

/// <summary>A file that is not what it was.</summary>
internal sealed class FileChange(string path, string what)
{
    public string Path => path;

    public string What => what;

    /// <summary>Null where nothing has changed.</summary>
    public static FileChange? Between(string path, FileDigest? before, FileDigest? now) =>
        (before, now) switch
        {
            (null, null) => null,
            (null, _) => new FileChange(path, "new"),
            (_, null) => new FileChange(path, "gone"),
            ({ } old, { } current) when old.Content != current.Content => new FileChange(path, "changed"),
            // On a machine without modes docker gives every file the same one.
            ({ Mode: > 0 } old, { Mode: > 0 } current) when old.Mode != current.Mode => new FileChange(
                path,
                $"mode {current.ModeText}, was {old.ModeText}"
            ),
            _ => null,
        };

    public override string ToString() => $"{MessageText.OneLine(Path)} ({What})";
}
