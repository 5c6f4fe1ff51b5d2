using Cake.Core.IO;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>A place the user wants the cache exported to, besides or instead of the registry.</summary>
internal sealed class CacheTarget
{
    // What BuildKit itself takes for a name where none is given.
    private const string DefaultName = "buildkit";

    /// <summary>What the new folder of a <c>type=local</c> cache is called, behind the name of the one it replaces.</summary>
    /// <remarks>It stands beside it, so that the move is one within a file system.</remarks>
    public const string NewFolder = ".new";

    private readonly CacheOptions options;

    private CacheTarget(CacheOptions options) => this.options = options;

    public string Type => options.Type;

    /// <summary>Whether docker is told the server of a <c>type=gha</c> cache, and need not have it from GitHub.</summary>
    public bool NamesServer => options["token"] is not null && (options["url"] ?? options["url_v2"]) is not null;

    /// <summary>The folder of a <c>type=local</c> cache; null for any other.</summary>
    public string? Folder => Type == CacheOptions.Local ? options["dest"] : null;

    /// <summary>Refuses a folder that may not be replaced, whatever is in it.</summary>
    public void CheckPath(BuildContext context) => Refuse(Folder is null ? null : Holding(Folder, context));

    /// <summary>Refuses a folder with something else in it: the one before is deleted when a new cache is there.</summary>
    public void CheckFolder(DirectoryPath workingDirectory, IFileSystem fileSystem) =>
        Refuse(
            FoldersFrom(workingDirectory)
                .Select(path => Foreign(fileSystem.GetDirectory(path)))
                .FirstOrDefault(foreign => foreign is not null)
        );

    /// <summary>What in a folder is not of a cache as buildx writes it, and so not to be deleted; null where nothing is.</summary>
    public static string? Foreign(IDirectory folder)
    {
        if (!folder.Exists)
        {
            return null;
        }

        try
        {
            var folders = folder.GetDirectories("*", SearchScope.Current).Select(each => each.Path.FullPath).ToList();
            // What file managers leave in a folder that somebody has looked into is nobody's.
            var files = folder
                .GetFiles("*", SearchScope.Current)
                .Select(each => each.Path.FullPath)
                .Where(each => !IsOneOf(each, ".DS_Store", "Thumbs.db", "desktop.ini"));
            var foreign = folders
                .Where(each => !IsOneOf(each, "blobs", "ingest"))
                // A file called index.json alone may be anybody's.
                .Concat(
                    files.Where(each =>
                        folders.Count == 0 || !IsOneOf(each, "index.json", "index.json.lock", "oci-layout")
                    )
                )
                .FirstOrDefault();
            return foreign is null ? null : $"{ShellText.Seen(foreign)} is no part of a cache";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }

        static bool IsOneOf(string path, params string[] names) =>
            names.Contains(path.Split('/')[^1], StringComparer.Ordinal);
    }

    /// <summary>The full paths that a <c>type=local</c> cache has while a build runs: the folder's and the new one's.</summary>
    public IEnumerable<string> FoldersFrom(DirectoryPath workingDirectory) =>
        Folder is null
            ? []
            : new[] { Folder, Folder + NewFolder }.Select(folder =>
                new DirectoryPath(folder).MakeAbsolute(workingDirectory).FullPath
            );

    /// <summary>A cache that stands in the registry as an image does.</summary>
    /// <remarks>
    /// image-manifest and oci-mediatypes: registries that refuse an index as a cache take an image. They are defaults of
    /// new BuildKits only. A cache that cannot be written costs time, not the build: ignore-error.
    /// </remarks>
    public static CacheTarget BesideImage(ImageReference reference) =>
        new(
            CacheOptions.Of(
                CacheOptions.Registry,
                new("ref", $"{reference}"),
                new("mode", "max"),
                new("image-manifest", "true"),
                new("oci-mediatypes", "true"),
                new("ignore-error", "true")
            )
        );

    public static CacheTarget Parse(string? text, ImageName image)
    {
        const string Setting = nameof(DockerCachedBuildSettings.CacheTo);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw InputProblems.MalformedCacheTarget(Setting, "", "it is empty");
        }

        _ = Argument.Checked(Setting, text);
        var parsed =
            CacheOptions.Parse(text.Contains('=', StringComparison.Ordinal) ? text : $"type=registry,ref={text}")
            ?? throw InputProblems.MalformedCacheTarget(Setting, text, "it has no type");
        if (!parsed.IsWhole)
        {
            throw InputProblems.MalformedCacheTarget(Setting, text, "not all of it is key=value");
        }

        if (!CacheOptions.Types.Contains(parsed.Type, StringComparer.Ordinal))
        {
            throw InputProblems.MalformedCacheTarget(Setting, text, $"there is no type {ShellText.Seen(parsed.Type)}");
        }

        var missing = Required(parsed.Type).FirstOrDefault(key => string.IsNullOrWhiteSpace(parsed[key]));
        if (missing is not null)
        {
            throw InputProblems.MalformedCacheTarget(Setting, text, $"type={parsed.Type} needs {missing}=…");
        }

        if (parsed.Type == CacheOptions.Registry)
        {
            _ = Reference(parsed, text);
        }

        return new CacheTarget(
            parsed.Type switch
            {
                // The new folder stands beside the one before, not in it.
                CacheOptions.Local => parsed.With("dest", WithoutEnd(parsed["dest"]!)),
                // Images of one GitHub repository would else overwrite each other's cache.
                CacheOptions.GitHub => parsed.WithDefault("scope", image.Value),
                CacheOptions.S3 or CacheOptions.AzureBlob => parsed.WithDefault("name", DefaultName),
                _ => parsed,
            }
        );
    }

    /// <summary>As <c>--cache-to</c> takes it in a scope.</summary>
    public CacheOptions Written(CacheScope scope) =>
        Type == CacheOptions.Inline
            ? options
            : In(scope).WithDefault("mode", "max").WithDefault("ignore-error", "true");

    /// <summary>As <c>--cache-from</c> takes it in a scope; null where images themselves are the source.</summary>
    public CacheOptions? Read(CacheScope scope) => Type == CacheOptions.Inline ? null : In(scope).AsSource;

    /// <summary>The image of a <c>type=registry</c> cache in a scope; null for any other.</summary>
    public ImageReference? ReferenceIn(CacheScope scope) =>
        Type == CacheOptions.Registry && Reference(options, "") is var reference
            ? reference.Name.WithTag(reference.Tag.In(scope))
            : null;

    public override string ToString() => options.ToString();

    private CacheOptions In(CacheScope scope) =>
        Type switch
        {
            _ when scope.IsShared => options,
            CacheOptions.Registry => options.With("ref", $"{ReferenceIn(scope)}"),
            CacheOptions.GitHub => options.With("scope", options["scope"] + scope.Suffix),
            // A list of names, divided by semicolons.
            CacheOptions.S3 or CacheOptions.AzureBlob => options.With(
                "name",
                string.Join(';', options["name"]!.Split(';').Select(name => name + scope.Suffix))
            ),
            _ => options,
        };

    private void Refuse(string? held)
    {
        if (held is not null)
        {
            throw InputProblems.MalformedCacheTarget(
                nameof(DockerCachedBuildSettings.CacheTo),
                $"{options}",
                $"each build replaces the folder {ShellText.Seen(Folder!)}, and {held}"
            );
        }
    }

    private static string WithoutEnd(string folder) => folder.TrimEnd('/') is { Length: > 0 } path ? path : folder;

    // A branch's name that was put into the path must not lead out of it: behind a name, .. is none of a path's parts.
    private static string? Holding(string folder, BuildContext context)
    {
        var parts = folder.Split('/', '\\');
        if (
            parts[^1] is "" or "." or ".."
            || parts.SkipWhile(part => part is "..").Contains("..", StringComparer.Ordinal)
        )
        {
            return "its path is not one folder's name after the other";
        }

        var place = new DirectoryPath(folder).MakeAbsolute(context.WorkingDirectory).Collapse().FullPath;
        return IsIn(context.Folder) ? "the build context is in it"
            : IsIn(context.WorkingDirectory) ? "the working directory is in it"
            : null;

        // Many file systems do not tell upper case from lower; where one does, another name has to be chosen.
        bool IsIn(DirectoryPath inner) =>
            $"{inner.Collapse().FullPath}/".StartsWith($"{place.TrimEnd('/')}/", StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<string> Required(string type) =>
        type switch
        {
            CacheOptions.Registry => ["ref"],
            CacheOptions.Local => ["dest"],
            CacheOptions.S3 => ["bucket", "region"],
            CacheOptions.AzureBlob => ["account_url"],
            _ => [],
        };

    private static ImageReference Reference(CacheOptions options, string seen)
    {
        const string Setting = nameof(DockerCachedBuildSettings.CacheTo);
        var (repository, tag, digest) = ImageName.Split(options["ref"]!);
        if (digest is not null)
        {
            throw InputProblems.MalformedCacheTarget(Setting, seen, "a digest is no place to write to");
        }

        return ImageName.Malformation(repository) is { } why
            ? throw InputProblems.MalformedCacheTarget(Setting, seen, why)
            : ImageName
                .Parse(repository, Setting)
                .WithTag(tag is null ? ImageTag.Latest : ImageTag.Parse(tag, Setting));
    }
}
