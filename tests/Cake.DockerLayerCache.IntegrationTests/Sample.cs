using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// A folder to build: which of its files come last and which earlier, and where in the Dockerfile a change of them has to
/// be seen first, by stage.
/// </summary>
public sealed record Sample(string Name, string Folder, bool MultiStage, string[] Probe)
{
    public required Change Last { get; init; }

    public required Change Earlier { get; init; }

    private static Change GoCode { get; } = new("main.go", "1.4.7", "COPY . .", "COPY --from=builder /app");

    public static Sample Go { get; } =
        new("go-service", RepositoryRoot.File("samples", "go-service"), MultiStage: true, ["-version"])
        {
            // Whatever changes comes in with the one COPY.
            Last = GoCode,
            Earlier = GoCode,
        };

    public static Sample Python { get; } =
        new(
            "python-app",
            RepositoryRoot.File("samples", "python-app"),
            MultiStage: false,
            ["python", "-c", "from daylight.app import CITIES; import wsgiroutes; print(*CITIES, wsgiroutes.__doc__)"]
        )
        {
            Last = new("daylight/cities.json", "berlin", "COPY daylight"),
            Earlier = new("packages/wsgiroutes/wsgiroutes.py", "A WSGI application", "COPY packages"),
        };

    /// <summary>Five stages: two branches over a shared one, and a test stage that the target does not need.</summary>
    public static Sample Wide { get; } =
        new(
            "wide",
            RepositoryRoot.File("tests", "wide"),
            MultiStage: true,
            ["cat", "/srv/api/api.sum", "/srv/web/web.sum"]
        )
        {
            Last = new("web/page.txt", "hello", "COPY web", "COPY --from=web"),
            Earlier = new("deps.txt", "", "COPY deps.txt", "RUN seq 1 4500000", "RUN seq 4500000", "COPY --from=api"),
        };

    public override string ToString() => Name;
}

/// <summary>A word in a file, and the first steps that have to run once it is another.</summary>
public sealed record Change(string File, string Word, params string[] FirstSteps);
