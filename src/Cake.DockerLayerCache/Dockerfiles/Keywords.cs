using System.Buffers;

namespace Cake.DockerLayerCache.Dockerfiles;

internal static class Keywords
{
    public static readonly IReadOnlyList<string> All =
    [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "LABEL",
        "MAINTAINER",
        "ONBUILD",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ];

    private const string BlankCharacters = " \t\n\v\f\r";

    /// <summary>What ends a keyword, and divides words where quotes mean nothing.</summary>
    public static readonly SearchValues<char> Blanks = SearchValues.Create(BlankCharacters);

    private static readonly HashSet<string> Known = new(All, StringComparer.Ordinal);

    /// <summary>Whether BuildKit makes a step of it, and a layer; FROM is one too, where it starts from an image.</summary>
    public static bool MakesLayer(string keyword) => keyword is "RUN" or "COPY" or "ADD" or "WORKDIR";

    public static string[] Words(string text) =>
        text.Split(BlankCharacters.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);

    public static bool Contains(string keyword) => Known.Contains(keyword);
}
