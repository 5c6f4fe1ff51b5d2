using System.Security.Cryptography;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.Samples;

/// <summary>An application that is built: what its Dockerfile is like, and how it changes.</summary>
internal sealed record Sample(string Name, string Folder)
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("go-service", RepositoryRoot.File("samples", "go-service"))
        {
            Stages = ["builder"],
            StagesToKeep = ["builder"],
            BaseImages = ["golang:1.19"],
            Code = new Edit(
                "main.go",
                "const version = ",
                $"const version = \"{Edit.Marker}\"",
                new Proof("app", Marker)
            ),
            // There is no module but its own: its name gets into the binary.
            Dependencies = new Edit(
                "go.mod",
                "module ",
                $"module awesome.example/{Edit.Marker}",
                new Proof("app", Marker)
            ),
            SlowSteps = [new("RUN mkdir /user"), new("RUN CGO_ENABLED=0 go build", Change.Code, Change.Dependencies)],
        },
        new("python-app", RepositoryRoot.File("samples", "python-app"))
        {
            BaseImages = ["python:3.11-slim"],
            Code = new Edit(
                "daylight/app.py",
                "app = Routes()",
                $"app = Routes()  # {Edit.Marker}",
                new Proof("daylight/app.py", Marker)
            ),
            Dependencies = new Edit(
                "packages/wsgiroutes/wsgiroutes.py",
                "import json",
                $"import json  # {Edit.Marker}",
                new Proof("/wsgiroutes.py", Marker)
            ),
            SlowSteps = [new("RUN ln -snf"), new("RUN pip install", Change.Dependencies)],
        },
        new("wide", RepositoryRoot.File("tests", "wide"))
        {
            Stages = ["deps", "api", "web"],
            StagesToKeep = ["api", "web"],
            StagesBeside = ["test"],
            StagesWithCode = ["api"],
            BaseImages = ["busybox:1"],
            Code = new Edit(
                "api/routes.txt",
                "/health",
                $"/{Edit.Marker}",
                new Proof(
                    "srv/api/api.sum",
                    (file, _) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))
                )
            ),
            Dependencies = new Edit("deps.txt", "left", $"left {Edit.Marker}", new Proof("srv/api/api.data", Marker)),
            SlowSteps =
            [
                new("RUN seq 1 1500000", Change.Dependencies),
                new("RUN seq 1 4500000", Change.Dependencies),
                new("RUN sort -r api/routes.txt", Change.Code, Change.Dependencies),
                new("RUN seq 4500000 -1 1", Change.Dependencies),
                new("RUN tr a-z A-Z", Change.Dependencies),
            ],
        },
    ];

    /// <summary>The stages before the target that it needs, in build order.</summary>
    public IReadOnlyList<string> Stages { get; private init; } = [];

    /// <summary>Those whose images hold every step of <see cref="Stages"/>.</summary>
    public IReadOnlyList<string> StagesToKeep { get; private init; } = [];

    /// <summary>The stages the target does not need; the legacy builder runs them all the same.</summary>
    public IReadOnlyList<string> StagesBeside { get; private init; } = [];

    /// <summary>Those of <see cref="StagesToKeep"/> that a change of the code reaches; default: all.</summary>
    public IReadOnlyList<string>? StagesWithCode { get; private init; }

    public required IReadOnlyList<string> BaseImages { get; init; }

    public required Edit Code { get; init; }

    public required Edit Dependencies { get; init; }

    /// <summary>The steps a cache is for.</summary>
    public required IReadOnlyList<SlowStep> SlowSteps { get; init; }

    public IReadOnlyList<string> StaleStages(Change change) =>
        change switch
        {
            Change.Unchanged => [],
            Change.Code => StagesWithCode ?? StagesToKeep,
            _ => StagesToKeep,
        };

    private static string Marker(string file, string marker) => marker;
}

/// <summary>A step, by how its instruction begins, and the changes after which it has to run again.</summary>
internal sealed record SlowStep(string Begins, params IReadOnlyList<Change> RunsAfter)
{
    public bool Runs(Change change) => change == Change.Cold || RunsAfter.Contains(change);
}
