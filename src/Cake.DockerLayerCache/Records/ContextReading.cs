using System.Security.Cryptography;
using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Records;

/// <summary>Reads what the files of a build context are.</summary>
internal static class ContextReading
{
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111_111;

    /// <summary>The files that are taken; the digests are those of the contents themselves.</summary>
    public static FileTable Files(string context, IgnoreRules rules, IReadOnlyCollection<ContextSources> sources) =>
        sources.Count == 0
            ? FileTable.Empty
            : new FileTable(
                ContextFiles
                    .In(context, rules)
                    .Where(path => sources.Any(source => source.Takes(path)))
                    .Select(path => (path, digest: Digest(Path.Combine(context, path))))
                    .Where(file => file.digest is not null)
                    .ToDictionary(file => file.path, file => file.digest!.Value, StringComparer.Ordinal)
            );

    // A file that went away, or that only docker may read, is docker's affair.
    private static FileDigest? Digest(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is { } target)
            {
                return new FileDigest($"-> {target}", 0);
            }

            using var content = file.OpenRead();
            return new FileDigest(
                Convert.ToHexString(SHA256.HashData(content)),
                OperatingSystem.IsWindows() ? 0 : (int)(file.UnixFileMode & Permissions)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
