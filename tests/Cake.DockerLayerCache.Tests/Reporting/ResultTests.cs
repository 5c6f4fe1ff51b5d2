using System.Text.RegularExpressions;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Planning;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>What a call returns and writes into the log, with docker saying what a real one said.</summary>
public sealed class ResultTests
{
    private static readonly string Dockerfile = Captured("Dockerfile");

    [Test]
    public void An_unchanged_build_is_from_cache_in_every_stage()
    {
        var (result, log) = Build("cached");

        Assert.Multiple(() =>
        {
            Assert.That(result.FullyCached, Is.True);
            Assert.That(
                (result.Image, string.Join(' ', result.Tags)),
                Is.EqualTo(("127.0.0.1:5000/captured", "1 latest"))
            );
            Assert.That(result.Strategy, Is.EqualTo(DockerBuildStrategy.Export));
            Assert.That(Stages(result), Is.EqualTo("builder 5/5; assets 2/2; 2 3/3"));
            Assert.That(result.Stages.Select(stage => stage.FirstMissedStep), Is.All.Null);
            Assert.That(result.Warnings, Is.Empty);
            Assert.That(result.Duration, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(
                log.Take(1),
                Is.EqualTo(
                    (string[])
                        [
                            "127.0.0.1:5000/captured: Export, because engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, "
                                + "containerd image store: one build reads and writes a cache of every stage in the registry.",
                        ]
                )
            );
            Assert.That(
                log.TakeLast(6).Select(WithoutTime),
                Is.EqualTo(
                    (string[])
                        [
                            "stage    cached  ran for  first step that ran, and why",
                            "builder  5 of 5  -",
                            "assets   2 of 2  -",
                            "2        3 of 3  -",
                            "time: writing the cache N s, pushing N s",
                            "127.0.0.1:5000/captured:1, latest from cache in N s, pushed as sha256:1",
                        ]
                )
            );
        });
    }

    [Test]
    public void A_changed_build_names_the_first_step_missed_of_each_stage_with_its_line()
    {
        var (result, log) = Build("changed");

        Assert.Multiple(() =>
        {
            Assert.That(result.FullyCached, Is.False);
            Assert.That(Stages(result), Is.EqualTo("builder 3/5; assets 2/2; 2 0/3"));
            Assert.That(
                result.Stages.Select(stage => stage.FirstMissedStep?.ToString()),
                Is.EqualTo(
                    (string?[])["line 7: COPY code.txt ./", null, "line 15: COPY --from=builder /src/app.txt /app.txt"]
                )
            );
            Assert.That(result.Stages[0].Duration, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(result.Stages[1].Duration, Is.EqualTo(TimeSpan.Zero));
            Assert.That(
                log.TakeLast(6).Select(WithoutTime),
                Is.EqualTo(
                    (string[])
                        [
                            "stage    cached  ran for  first step that ran, and why",
                            "builder  3 of 5  N s    line 7: COPY code.txt ./: "
                                + "no record tells what the last build was made of",
                            "assets   2 of 2  -",
                            "2        0 of 3  N s    line 15: COPY --from=builder /src/app.txt /app.txt: "
                                + "no record tells what the last build was made of",
                            "time: reading the cache N s, building N s, exporting N s, writing the cache N s",
                            "127.0.0.1:5000/captured:1, latest built in N s, pushed as sha256:1",
                        ]
                )
            );
        });
    }

    [Test]
    public void A_first_build_warns_of_nothing()
    {
        var (result, _) = Build("cold");

        Assert.That(result.Warnings, Is.Empty);
        Assert.That(Stages(result), Is.EqualTo("builder 0/5; assets 0/2; 2 0/3"));
    }

    [Test]
    public void A_cache_that_was_read_and_gave_nothing_is_a_warning()
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();
        docker.Answer(
            "build",
            new Transcript(
                "",
                [],
                ["#1 importing cache manifest from i:latest", "#1 DONE 0.0s", "#2 [2/2] RUN b", "#2 DONE 1.0s"],
                0
            )
        );

        var (result, log) = Build(Setup.BuiltInBuildKit, docker, "FROM a\nRUN b", new() { Image = "i" });

        Assert.That(
            result.Warnings.Single(),
            Does.StartWith(
                "DLC0505: a cache was read (i:latest) but no step was reused. First missed: 0, line 2: RUN b (BuildKit cannot "
            )
        );
        Assert.That(log, Has.Some.EqualTo(result.Warnings[0]));
    }

    [Test]
    public void A_build_that_was_to_reuse_nothing_warns_of_nothing()
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();
        docker.Answer("build", new Transcript("", [], ["#2 [2/2] RUN b", "#2 DONE 1.0s"], 0));

        var (result, _) = Build(
            Setup.BuiltInBuildKit,
            docker,
            "FROM a\nRUN b",
            new()
            {
                Image = "i",
                NoCache = true,
                CacheFrom = ["i:main"],
            }
        );

        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public void One_image_s_cache_that_leaves_stages_out_says_so_before_anything_is_run()
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();

        var (result, log) = Build(Setup.BuiltInBuildKit, docker, Plans.ThreeStages, new() { Image = "i" });

        const string Warning =
            "DLC0501: the image's own cache does not hold 'assets', 'builder', so a fresh machine builds these stages anew. "
            + "DockerMultiStageCachedBuild caches them too.";
        Assert.That(result.Warnings, Is.EqualTo((string[])[Warning]));
        Assert.That(log[1], Is.EqualTo(Warning));
    }

    [Test]
    public void One_image_s_exported_cache_leaves_no_stage_out()
    {
        using var docker = Setup.BuildxOnContainerdStore.Fresh();

        var (result, _) = Build(Setup.BuildxOnContainerdStore, docker, Plans.ThreeStages, new() { Image = "i" });

        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public void A_stage_kept_by_its_number_is_a_warning()
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();

        var (result, _) = Build(
            Setup.BuiltInBuildKit,
            docker,
            "FROM a\nRUN b\nFROM c\nCOPY --from=0 d e",
            new DockerMultiStageCachedBuildSettings { Image = "i" }
        );

        Assert.That(
            result.Warnings,
            Has.One.StartsWith(
                "DLC0502: stage 0 has no name of its own, and docker can build only a named stage by itself"
            )
        );
    }

    [TestCase("DONE 1.0s", "0 0/1; app 0/2")]
    [TestCase("CACHED", "0 1/1; app 2/2")]
    public void Two_stages_of_one_name_are_reported(string outcome, string stages)
    {
        using var docker = Setup.BuiltInBuildKit.Fresh();
        docker.Answer(
            "build",
            new Transcript(
                "",
                [],
                [
                    "#3 [base 2/2] RUN a",
                    $"#3 {outcome}",
                    "#4 [app 1/2] RUN b",
                    $"#4 {outcome}",
                    "#5 [app 2/2] RUN c",
                    $"#5 {outcome}",
                ],
                0
            )
        );

        var (result, _) = Build(
            Setup.BuiltInBuildKit,
            docker,
            "FROM x AS base\nENV A=1\nRUN a\nFROM base AS app\nRUN b\nRUN c\nFROM scratch AS base\nCOPY --from=app d e",
            new DockerMultiStageCachedBuildSettings { Image = "i", Target = "app" }
        );

        Assert.That(Stages(result), Is.EqualTo(stages));
    }

    private static (DockerBuildResult Result, IReadOnlyList<string> Log) Build(string scenario)
    {
        var setup = Setup.BuildxOnContainerdStore;
        using var docker = setup.Fresh();
        docker.Answer("buildx-build", Transcript.Of($"engine28-containerd/{scenario}").Single());
        return Build(
            setup,
            docker,
            Dockerfile,
            new DockerMultiStageCachedBuildSettings { Image = "127.0.0.1:5000/captured", Tags = ["latest", "1"] }
        );
    }

    private static (DockerBuildResult Result, IReadOnlyList<string> Log) Build(
        Setup setup,
        DockerStandIn docker,
        string dockerfile,
        DockerCachedBuildSettings settings
    )
    {
        docker.Publish("sha256:1");
        using var workspace = Workspace.With(dockerfile);
        setup.Use(settings, docker);
        var result = settings is DockerMultiStageCachedBuildSettings allStages
            ? workspace.Cake.DockerMultiStageCachedBuild(allStages)
            : workspace.Cake.DockerCachedBuild(settings);
        return (
            result,
            [
                .. workspace
                    .Log.Entries.Where(entry => entry.Level is LogLevel.Information or LogLevel.Warning)
                    .Select(entry => entry.Text),
            ]
        );
    }

    private static string Stages(DockerBuildResult result) =>
        string.Join("; ", result.Stages.Select(stage => $"{stage.Name} {stage.CachedSteps}/{stage.Steps}"));

    private static string WithoutTime(string line) =>
        Regex.Replace(line, @"\d+\.\d s", "N s", RegexOptions.NonBacktracking);

    private static string Captured(string file) =>
        File.ReadAllText(
            RepositoryRoot.File("tests", "Cake.DockerLayerCache.Tests", "Engine", "Captured", "context", file)
        );
}
