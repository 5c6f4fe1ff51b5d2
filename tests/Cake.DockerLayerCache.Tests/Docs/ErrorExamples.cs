using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Tests.Docs;

/// <summary>The problems that <c>docs/errors.md</c> has as examples.</summary>
internal static class ErrorExamples
{
    private const string Path = "Dockerfile";
    private const string Image = "docker.myrepo.com/awesome-image";
    private const string Cache = "docker.myrepo.com/awesome-image:buildcache";
    private const string Denied = "denied: requested access to the resource is denied";

    private static readonly IReadOnlyList<Stage> Stages = Dockerfile
        .Parse("FROM a AS builder\nFROM a AS test", Path, new DockerfileInputs())
        .Stages;

    public static IEnumerable<(string Code, string Message)> All =>
        Problems
            .Select(problem => (problem.Code, problem.Message))
            .Concat(Warnings.Select(warning => (warning[..7], warning)));

    private static IEnumerable<DockerLayerCacheException> Problems => [.. OfInput, .. OfDockerfile, .. OfDocker];

    private static DockerLayerCacheException[] OfInput =>
        [
            InputProblems.NoImage("Image"),
            InputProblems.UpperCaseImage("Image", "docker.myrepo.com/Awesome-Image"),
            InputProblems.TagInImage("Image", $"{Image}:1.4.7", Image, "1.4.7"),
            InputProblems.DigestInImage("Image", "awesome-image@sha256:03cf5a39", "awesome-image"),
            InputProblems.MalformedImage("Image", $"https://{Image}", "'https:' has no valid port"),
            InputProblems.TagTooLong("Tags", new string('a', 129)),
            InputProblems.MalformedTag("Tags", "feature/login", "'/' is not allowed"),
            InputProblems.NoContext(),
            InputProblems.ContextNotFound("./service", "/work/service"),
            InputProblems.DockerfileNotFound(Path, "/work/service/Dockerfile", "service/Dockerfile"),
            InputProblems.MalformedCacheSource("type=registry", "type=registry needs ref=IMAGE"),
            InputProblems.MalformedValue("BuildArg", "=1.4.7", "name=value"),
            PlanProblems.StageTagTaken("builder", Reference("builder")),
            InputProblems.TagOfCache(Reference("buildcache")),
            InputProblems.MalformedCacheTarget("CacheTo", "type=local", "type=local needs dest=…"),
            GitHubCache.Problem($"type=gha,scope={Image}", null),
            InputProblems.MalformedVersion("version", "1.4"),
            ReleaseProblems.NoTags(null),
            ReleaseProblems.SameTag("latest", "version 1.4.7", "branch latest"),
            ReleaseProblems.MalformedSource(Image, "it has neither a tag nor a digest"),
            ReleaseProblems.NotAllowed(
                new CiFacts("GitHub Actions") { PullRequest = new CiPullRequest("12", "feature", "main", fork: false) }
            ),
            ReportProblems.BadName("../report"),
            InputProblems.ShortSecret("Redact", 2),
        ];

    private static DockerLayerCacheException[] OfDockerfile =>
        [
            DockerfileProblems.Empty(Path),
            DockerfileProblems.NoStage(Path),
            DockerfileProblems.Unreadable(
                "/home/me/app/Dockerfile",
                "Access to the path '/home/me/app/Dockerfile' is denied."
            ),
            DockerfileProblems.BeforeFirstStage(Path, 3, "RUN"),
            Circle(),
            DockerfileProblems.UnknownStageNumber(Path, 9, "2", 2),
            DockerfileProblems.UnknownTarget(Path, "bulider", Stages),
            DockerfileProblems.UnknownStage(Path, "bulider", Stages),
            DockerfileProblems.Blank(Path, 2, "base", "$BASE"),
            DockerfileProblems.UnterminatedHeredoc(Path, 5, "EOF"),
            DockerfileProblems.MissingArgument(
                new WordPlace(Path, 1, "${VERSION:?which one?}"),
                "VERSION",
                "which one?",
                isSet: false
            ),
            DockerfileProblems.RepeatedDirective(Path, 2, "escape"),
            DockerfileProblems.VariableInReference(Path, 7, "golang:$VERSION"),
            DockerfileProblems.TooManyTriggers(Path, 40, 100_000),
            DockerfileProblems.Unnamed(
                Path,
                Dockerfile.Parse("FROM golang:1.19\nFROM scratch", Path, new DockerfileInputs()).Stages[0],
                "Target"
            ),
            MalformedCopy(),
            IgnoreProblems.BadPattern(".dockerignore", 3, "obj["),
        ];

    private static DockerLayerCacheException[] OfDocker =>
        [
            EngineProblems.DockerNotFound(null),
            EngineProblems.NotStarted("Argument list too long"),
            EngineProblems.EngineNotAnswering(
                "its default address",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"
            ),
            EngineProblems.IsPodman(),
            EngineProblems.BuilderNotUsable("ci", "ERROR: no builder \"ci\" found"),
            PlanProblems.StrategyImpossible(
                DockerBuildStrategy.Export,
                GraphStore,
                StrategyChoice.Possible(GraphStore)
            ),
            PlanProblems.OptionImpossible(
                "Secret",
                "id=token",
                "BuildKit",
                $"Pull, {StrategyChoice.For(DockerBuildStrategy.Auto, Legacy).Reason}"
            ),
            RunProblems.BuildFailed(
                "the image",
                "at line 5 of Dockerfile, in stage 'builder': RUN go build",
                "ERROR: failed to solve: process \"/bin/sh -c go build\" did not complete successfully: exit code: 1"
            ),
            RunProblems.PushFailed([Reference("1.4.7")], [Reference("latest")], Denied),
            RunProblems.CommandFailed(
                $"docker tag 1a2b3c4d5e6f {Image}:builder",
                "Error response from daemon: No such image: 1a2b3c4d5e6f"
            ),
            ReleaseProblems.SourceMissing($"{Image}:sha-1a2b3c4", $"ERROR: {Image}:sha-1a2b3c4: not found"),
            ReleaseProblems.OtherDigest(Reference("latest"), "sha256:9723310a", "sha256:03cf5a39"),
            Ended(StopReason.TimeUp),
            Ended(StopReason.Signal),
            RunProblems.NotVerified(
                [Reference("1.4.7")],
                [Reference("latest")],
                $"{Reference("latest")}: ERROR: {Reference("latest")}: not found"
            ),
            ReleaseProblems.TagUnreadable(
                Reference("latest"),
                "unexpected status from HEAD request to https://docker.myrepo.com/v2/awesome-image/manifests/latest: "
                    + "503 Service Unavailable"
            ),
            ReportProblems.NotWritten(
                "/srv/reports/awesome-image.html",
                "Access to the path '/srv/reports' is denied."
            ),
        ];

    private static DockerLayerCacheException Ended(StopReason reason)
    {
        using var end = new CallEnd { Limit = TimeSpan.FromMinutes(30) };
        end.Stop(reason);
        return RunProblems.Ended(end, [Reference("1.4.7")], [Reference("latest")]);
    }

    private static string[] Warnings =>
        [
            PlanProblems.StagesStayUncached(["builder"]),
            PlanProblems.UnnamedStage("0"),
            RunProblems.CacheUnreadable(
                Cache,
                "unexpected status from HEAD request to https://docker.myrepo.com/v2/awesome-image/manifests/buildcache: "
                    + "401 Unauthorized"
            ),
            RunProblems.CacheNotWritten(Cache, Denied),
            Cold(),
            RunProblems.RecordNotWritten($"{Reference("layercache-record")}", Denied),
            ReleaseProblems.UnknownVersion(
                Reference("latest"),
                new Dictionary<string, string>(StringComparer.Ordinal) { ["org.opencontainers.image.version"] = "12.8" }
            ),
            ReportProblems.InContext("/home/me/app/artifacts", ".dockerignore"),
            RunProblems.TagMoved(Reference("latest"), "sha256:9723310a", "sha256:03cf5a39"),
            PlanProblems.CacheFolderInContext(".docker-cache", ".dockerignore"),
            RunProblems.DigestUnknown(Reference("1.4.7"), "sha256:03cf5a39"),
            PlanProblems.CacheOfOneNode(2),
            RunProblems.NotReadBack(Reference("1.4.7"), "http: server gave HTTP response to HTTPS client"),
            ReportProblems.NotHandedOn(
                "/home/runner/summary.md",
                "Could not find a part of the path '/home/runner/summary.md'."
            ),
        ];

    private static EngineFacts GraphStore =>
        new()
        {
            ServerVersion = "26.1.5",
            Builder = BuilderKind.Buildx,
            Buildx = new Version(0, 13, 1),
            Driver = "docker",
        };

    private static EngineFacts Legacy =>
        new()
        {
            ServerVersion = "20.10.24",
            Builder = BuilderKind.Legacy,
            LegacyBecause = "DOCKER_BUILDKIT is 0",
        };

    private static ImageReference Reference(string tag) =>
        ImageName.Parse(Image, "Image").WithTag(ImageTag.Parse(tag, "Tags"));

    private static DockerLayerCacheException MalformedCopy() =>
        Assert.Throws<DockerLayerCacheException>(() =>
            Dockerfile.Parse("FROM a\n\n\n\n\n\n\nCOPY --form=b c d", Path, new DockerfileInputs())
        )!;

    private static DockerLayerCacheException Circle() =>
        Assert.Throws<DockerLayerCacheException>(() =>
            Dockerfile.Parse(
                "FROM a AS x\nCOPY --from=y b c\nFROM a AS y\nCOPY --from=x b c",
                Path,
                new DockerfileInputs()
            )
        )!;

    private static string Cold()
    {
        var run = new RunState();
        run.SourcesFound.TryAdd($"{Image}:latest", 0);
        var stage = new DockerBuildStage
        {
            Name = "builder",
            Steps = 2,
            CachedSteps = 0,
            Duration = TimeSpan.FromSeconds(1),
            FirstMissedStep = new DockerBuildStep
            {
                Instruction = "COPY . .",
                Line = 3,
                Cached = false,
                Duration = TimeSpan.FromSeconds(1),
            },
            Miss = MissReasons.Miss(
                DockerMissCause.FilesChanged,
                "files differ from the last build: build.log (changed)",
                "build.log"
            ),
        };
        return ColdCache.Warnings([stage], run, writes: true).Single();
    }
}
