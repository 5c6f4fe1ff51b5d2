using System.Text;
using BenchmarkDotNet.Attributes;
using Cake.Core.IO;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.ReadingBenchmarks;

/// <summary>Reading a Dockerfile, and planning its build: from what people write to what nobody does.</summary>
[MemoryDiagnoser]
public class ReadDockerfile
{
    private static readonly Dictionary<string, string> NoArguments = new(StringComparer.Ordinal);

    private static readonly EngineFacts Engine = new()
    {
        ServerVersion = "28.5",
        Builder = BuilderKind.Buildx,
        Buildx = new Version(0, 29),
        Driver = "docker",
        ContainerdStore = true,
    };

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal)
    {
        ["40 lines"] = Typical,
        ["500 stages"] = Stages(500),
        ["1,000 stages"] = Stages(1_000),
        ["2,000 stages"] = Stages(2_000),
        ["5 MB"] = Long(5_000_000),
        ["10 MB"] = Long(10_000_000),
        ["20 MB"] = Long(20_000_000),
    };

    private BuildRequest request = null!;
    private string text = "";

    [Params("40 lines", "500 stages", "1,000 stages", "2,000 stages", "5 MB", "10 MB", "20 MB")]
    public string File { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        text = texts[File];
        using var folder = new TemporaryFolder("context");
        folder.Write("Dockerfile", "FROM scratch");
        request = BuildRequest.From(
            new DockerMultiStageCachedBuildSettings { Image = "docker.myrepo.com/image" },
            ".",
            new FileSystem(),
            new DirectoryPath(folder.Path)
        );
    }

    [Benchmark]
    public int Read() => Parsed().Stages.Count;

    [Benchmark]
    public int ReadAndPlan()
    {
        var dockerfile = Parsed();
        return Planner.Plan(request, Engine, dockerfile, WantedStages.In(dockerfile, request)).Phases.Count;
    }

    private static string Typical =>
        """
            # syntax=docker/dockerfile:1
            ARG GO_VERSION=1.26
            ARG NODE_VERSION=22

            FROM node:${NODE_VERSION}-slim AS web
            WORKDIR /web
            COPY web/package.json web/package-lock.json ./
            RUN --mount=type=cache,target=/root/.npm \
                npm ci
            COPY web ./
            RUN npm run build

            FROM golang:${GO_VERSION} AS deps
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download

            FROM deps AS build
            COPY . .
            COPY --from=web /web/dist ./internal/web/dist
            ARG VERSION=dev
            RUN CGO_ENABLED=0 go build \
                  -trimpath \
                  -ldflags "-s -w -X main.version=${VERSION}" \
                  -o /out/service ./cmd/service

            FROM deps AS test
            COPY . .
            RUN go test ./...

            FROM gcr.io/distroless/static:nonroot
            LABEL org.opencontainers.image.title="service" \
                  org.opencontainers.image.licenses="MIT"
            COPY --from=build --chown=nonroot /out/service /service
            ENV PORT=8080 \
                LOG_LEVEL=info
            EXPOSE 8080
            HEALTHCHECK --interval=30s CMD ["/service", "health"]
            USER nonroot
            ENTRYPOINT ["/service"]
            """;

    private static string Stages(int count)
    {
        var file = new StringBuilder("FROM alpine:3 AS s0\n");
        for (var i = 1; i < count; i++)
        {
            file.Append(null, $"FROM s{i - 1} AS s{i}\nENV N={i}\nCOPY --from=s{i / 2} /a /b$N\nRUN make {i}\n");
        }

        return file.ToString();
    }

    private static string Long(int length)
    {
        var file = new StringBuilder("FROM alpine:3\n");
        for (var i = 0; file.Length < length; i++)
        {
            file.Append(
                null,
                $"# step {i}\nRUN echo one \\\n  && echo {i} \\\n  && echo three\nCOPY <<EOF /file{i % 7}\ntext {i}\nEOF\n"
            );
        }

        return file.ToString();
    }

    private Dockerfile Parsed() => Dockerfile.Parse(text, "Dockerfile", NoArguments);
}
