namespace Cake.DockerLayerCache.References;

/// <summary>One place a build may reuse layers from: an image reference, or a cache of another type for buildx.</summary>
internal sealed record CacheSource
{
    private CacheSource(string? image, string options)
    {
        Image = image;
        Options = options;
    }

    /// <summary>The reference of an image or a registry cache; null for every other type.</summary>
    public string? Image { get; }

    /// <summary>The source as buildx's <c>--cache-from</c> takes it.</summary>
    public string Options { get; }

    public static CacheSource Of(ImageReference reference) => OfImage(reference.ToString());

    public static CacheSource Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw InputProblems.MalformedCacheSource("", "it is empty");
        }

        _ = Argument.Checked(nameof(DockerCachedBuildSettings.CacheFrom), text);
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return OfImage(CheckedImage(text, text));
        }

        var options = CacheOptions.Parse(text) ?? throw InputProblems.MalformedCacheSource(text, "it has no type");
        if (options.Type != CacheOptions.Registry)
        {
            return new CacheSource(null, text);
        }

        return options["ref"] is { Length: > 0 } reference
            ? new CacheSource(CheckedImage(reference, text), text)
            : throw InputProblems.MalformedCacheSource(text, "type=registry needs ref=IMAGE");
    }

    /// <summary>A cache that is no image of a registry.</summary>
    public static CacheSource Of(CacheOptions options) =>
        new(options.Type == CacheOptions.Registry ? options["ref"] : null, options.ToString());

    private static CacheSource OfImage(string image) => new(image, $"type=registry,ref={image}");

    private static string CheckedImage(string reference, string seen)
    {
        var (repository, tag, digest) = ImageName.Split(reference);
        if ((ImageName.Malformation(repository) ?? ImageName.DigestMalformation(digest)) is { } why)
        {
            throw InputProblems.MalformedCacheSource(seen, why);
        }

        if (tag is not null)
        {
            _ = ImageTag.Parse(tag, nameof(DockerCachedBuildSettings.CacheFrom));
        }

        return tag is null && digest is null ? $"{repository}:{ImageTag.Latest}" : reference;
    }
}
