using System.IO.Enumeration;

namespace Cake.DockerLayerCache.Dockerfiles.Ignore;

/// <summary>The files of a build context that the engine gets to see.</summary>
internal static class ContextFiles
{
    /// <summary>Their paths in the context, with <c>/</c>, in no order. A link is a file whatever it leads to.</summary>
    public static IEnumerable<string> In(string context, IgnoreRules rules)
    {
        var open = new Stack<(string Folder, IgnoreMatch? Match)>([("", null)]);
        while (open.TryPop(out var next))
        {
            foreach (var (name, isFolder) in Entries(Path.Combine(context, next.Folder)))
            {
                var path = next.Folder.Length == 0 ? name : $"{next.Folder}/{name}";
                var match = rules.Match(path, next.Match);
                if (isFolder && (!match.Excluded || rules.MayIncludeBelow(path)))
                {
                    open.Push((path, match));
                }
                else if (!isFolder && !match.Excluded)
                {
                    yield return path;
                }
            }
        }
    }

    private static FileSystemEnumerable<(string Name, bool IsFolder)> Entries(string folder) =>
        new(
            folder,
            (ref entry) =>
                (
                    entry.FileName.ToString(),
                    entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                ),
            new EnumerationOptions { AttributesToSkip = FileAttributes.None }
        );
}
