using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>A repository: an optional registry host and a path, without tag or digest.</summary>
internal sealed record ImageName
{
    private const int MaxLength = 255;

    private ImageName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The name under which docker lists it: Docker Hub's host, and its own folder there, left out.</summary>
    public string Familiar
    {
        get
        {
            var onHub = WithoutStart(WithoutStart(Value, "index.docker.io/"), "docker.io/");
            var official = WithoutStart(onHub, "library/");
            return official.Contains('/', StringComparison.Ordinal) ? onHub : official;
        }
    }

    public static ImageName Parse(string? text, string setting)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw InputProblems.NoImage(setting);
        }

        var (repository, tag, digest) = Split(text);
        if (digest is not null)
        {
            throw InputProblems.DigestInImage(setting, text, repository);
        }

        if (tag is not null)
        {
            throw InputProblems.TagInImage(setting, text, repository, tag);
        }

        return Malformation(repository) switch
        {
            null => new ImageName(repository),
            _ when Malformation(PathOf(repository).ToLowerInvariant()) is null
                    && PathOf(repository).Any(char.IsAsciiLetterUpper) => throw InputProblems.UpperCaseImage(
                setting,
                text
            ),
            var why => throw InputProblems.MalformedImage(setting, text, why),
        };
    }

    /// <summary>Cuts a reference into repository, tag and digest, checking none of them.</summary>
    public static (string Repository, string? Tag, string? Digest) Split(string text)
    {
        string? digest = null;
        if (text.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
        {
            (text, digest) = (text[..at], text[(at + 1)..]);
        }

        // A colon before the last slash belongs to the registry's port.
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..], digest) : (text, null, digest);
    }

    /// <summary>The repository of a reference as docker lists it.</summary>
    public static string FamiliarName(string text) => new ImageName(Split(text).Repository).Familiar;

    /// <summary>A reference as docker lists it, its digest left out; <c>latest</c> where it has no tag.</summary>
    public static string FamiliarReference(string text) =>
        $"{FamiliarName(text)}:{Split(text).Tag ?? ImageTag.Latest.Value}";

    /// <summary>What is wrong with a digest, as far as it could be taken for something else; null where nothing is.</summary>
    public static string? DigestMalformation(string? digest) =>
        digest is not null
        && (
            digest.Length == 0
            || !digest.All(c => char.IsAsciiLetterOrDigit(c) || ":+._-".Contains(c, StringComparison.Ordinal))
        )
            ? $"{ShellText.Seen(digest)} is not a digest"
            : null;

    /// <summary>What is wrong with a repository; null where nothing is.</summary>
    public static string? Malformation(string repository)
    {
        if (repository.Length > MaxLength)
        {
            return $"it has {repository.Length} characters, more than {MaxLength}";
        }

        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && IsRegistry(repository[..slash]))
        {
            if (HostMalformation(repository[..slash]) is { } why)
            {
                return why;
            }
        }

        foreach (var part in PathOf(repository).Split('/'))
        {
            if (PartMalformation(part) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    public static bool IsRegistry(string firstPart) =>
        firstPart.AsSpan().ContainsAny('.', ':', '[') || firstPart == "localhost";

    public ImageReference WithTag(ImageTag tag) => new(this, tag);

    public override string ToString() => Value;

    private static string WithoutStart(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;

    /// <summary>A repository without its registry's host.</summary>
    public static string PathOf(string repository)
    {
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsRegistry(repository[..slash]) ? repository[(slash + 1)..] : repository;
    }

    private static string? HostMalformation(string host)
    {
        var name = host;
        if (host.StartsWith('['))
        {
            var end = host.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || host[1..end].Any(c => !char.IsAsciiHexDigit(c) && c != ':'))
            {
                return $"{ShellText.Seen(host)} is not a host";
            }

            return end == host.Length - 1 ? null : PortMalformation(host, host[(end + 1)..]);
        }

        if (host.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
        {
            name = host[..colon];
            if (PortMalformation(host, host[colon..]) is { } why)
            {
                return why;
            }
        }

        return name.Split('.')
            .Any(label =>
                label.Length == 0
                || label[0] == '-'
                || label[^1] == '-'
                || label.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-')
            )
            ? $"{ShellText.Seen(host)} is not a host"
            : null;
    }

    private static string? PortMalformation(string host, string colonAndPort) =>
        colonAndPort.Length > 1 && colonAndPort[0] == ':' && colonAndPort[1..].All(char.IsAsciiDigit)
            ? null
            : $"{ShellText.Seen(host)} has no valid port";

    private static string? PartMalformation(string part)
    {
        if (part.Length == 0)
        {
            return "a part between slashes is empty";
        }

        var position = 0;
        while (position < part.Length)
        {
            var start = position;
            while (
                position < part.Length && (char.IsAsciiLetterLower(part[position]) || char.IsAsciiDigit(part[position]))
            )
            {
                position++;
            }

            if (position == start)
            {
                return "-._".Contains(part[start], StringComparison.Ordinal)
                    ? $"{ShellText.Seen(part)} begins with a separator"
                    : $"{ShellText.Seen($"{part[start]}")} is not allowed in {ShellText.Seen(part)}";
            }

            if (position == part.Length)
            {
                return null;
            }

            var separator = position;
            while (
                position < part.Length
                && part[position] == part[separator]
                && "-._".Contains(part[position], StringComparison.Ordinal)
            )
            {
                position++;
            }

            if (position == separator)
            {
                return $"{ShellText.Seen($"{part[position]}")} is not allowed in {ShellText.Seen(part)}";
            }

            if (
                (part[separator] == '.' && position - separator > 1)
                || (part[separator] == '_' && position - separator > 2)
            )
            {
                return $"{ShellText.Seen(part)} has {ShellText.Seen(part[separator..position])} as a separator";
            }

            if (position == part.Length)
            {
                return $"{ShellText.Seen(part)} ends with a separator";
            }
        }

        return null;
    }
}
