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

    private static readonly HashSet<string> Known = new(All, StringComparer.Ordinal);

    public static bool Contains(string keyword) => Known.Contains(keyword);
}
