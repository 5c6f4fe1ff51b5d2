using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Plans as <c>DockerPlanCachedBuild</c> shows them, and what is expected of them as a person types it.</summary>
internal static class Plans
{
    public const string Image = "docker.myrepo.com/awesome-image";

    public const string SingleStage = """
        FROM python:3.11
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY . .
        """;

    public const string MultiStage = """
        ARG GO_VERSION=1.19
        FROM golang:${GO_VERSION} AS builder
        COPY . .
        RUN go build -o /app
        FROM scratch
        COPY --from=builder /app /app
        """;

    /// <summary>The stage <c>builder</c> in the middle is a target that needs another stage.</summary>
    public const string ThreeStages = """
        FROM node AS assets
        COPY web web
        RUN npm run build
        FROM golang AS builder
        COPY --from=assets web web
        RUN go build -o /app
        FROM scratch
        COPY --from=builder /app /app
        """;

    /// <summary>Nothing needs <c>test</c> and <c>docs</c>.</summary>
    public const string UnneededStages = """
        FROM golang AS builder
        COPY . .
        RUN go build -o /app
        FROM builder AS test
        RUN go test ./...
        FROM sphinx AS docs
        RUN make html
        FROM scratch
        COPY --from=builder /app /app
        """;

    public static DockerCachedBuildSettings OneImage(params string[] tags) => new() { Image = Image, Tags = tags };

    public static DockerMultiStageCachedBuildSettings AllStages(params string[] tags) =>
        new() { Image = Image, Tags = tags };

    /// <summary>Of <see cref="ThreeStages"/>.</summary>
    public static DockerMultiStageCachedBuildSettings TargetInTheMiddle =>
        new()
        {
            Image = Image,
            Tags = ["latest", "1.4.7"],
            Target = "builder",
        };

    public static string Plan(this Setup setup, string dockerfile, DockerCachedBuildSettings settings)
    {
        using var workspace = Workspace.With(dockerfile);
        return workspace.Cake.DockerPlanCachedBuild(setup.Use(settings)).ToString();
    }

    /// <summary>The plan without what it says of its strategy.</summary>
    public static string Commands(this Setup setup, string dockerfile, DockerCachedBuildSettings settings) =>
        setup.Plan(dockerfile, settings).Split('\n', 2)[1];

    /// <summary>Takes a command that goes on behind <c>\</c> for one line, as a shell does.</summary>
    public static string Typed(string text) =>
        string.Join(' ', text.Split("\\\n").Select((line, i) => i == 0 ? line.TrimEnd(' ') : line.Trim(' ')));
}
