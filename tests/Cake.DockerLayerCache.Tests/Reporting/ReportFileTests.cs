using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>Where a report is found, by people and by later steps of a CI run.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReportFileTests : IDisposable
{
    private static readonly DockerBuildResult Result = new()
    {
        Image = "docker.myrepo.com/team/awesome-image",
        Tags = ["1.4.7", "latest"],
        Digest = "sha256:1",
        Strategy = DockerBuildStrategy.Export,
        Reason = "it can",
        Duration = TimeSpan.FromSeconds(72.5),
        Saved = TimeSpan.FromSeconds(-3),
        Warnings = ["DLC0501: <b>|\n# no markup"],
        Stages =
        [
            new DockerBuildStage
            {
                Name = "builder",
                Steps = 2,
                CachedSteps = 1,
                Duration = TimeSpan.FromSeconds(2),
                FirstMissedStep = new DockerBuildStep
                {
                    Instruction = "RUN a | b",
                    Line = 3,
                    Cached = false,
                    Duration = TimeSpan.FromSeconds(2),
                },
                Miss = new DockerMiss
                {
                    Cause = DockerMissCause.ArgumentChanged,
                    Subjects = ["LEVEL"],
                    Reason = "the build argument LEVEL has another value",
                },
            },
        ],
    };

    private readonly TemporaryFolder folder = new("report ");
    private readonly RecordedLog log = new();

    public void Dispose() => folder.Dispose();

    [Test]
    public void The_files_have_the_image_s_name_with_its_folders()
    {
        var files = Report(new());

        Assert.Multiple(() =>
        {
            Assert.That(
                new[] { files.Html, files.Json, files.Markdown }.Select(file => file!.FullPath),
                Is.EqualTo(
                    new[] { "html", "json", "md" }.Select(extension =>
                        $"{folder.Path}/out/team--awesome-image.{extension}"
                    )
                )
            );
            Assert.That(files.Html!.FullPath, Does.Exist);
            Assert.That(log.At(LogLevel.Information), Has.Some.EqualTo($"Report: {files.Json!.FullPath}"));
        });
    }

    [TestCase("orders/api", "orders--api")]
    [TestCase("localhost:5000/api", "api")]
    [TestCase("ghcr.io/us/orders/api", "us--orders--api")]
    public void Images_of_several_folders_have_reports_of_their_own_in_a_folder_of_the_user_s(string image, string name)
    {
        using var elsewhere = new EnvironmentVariable("TMPDIR", folder.Path);

        var file = CakeHost
            .Create(log, folder.Path)
            .DockerBuildReport(Result with { Image = image }, new() { Html = false, Markdown = false })
            .Json!.FullPath;

        var user = string.Concat(Environment.UserName.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
        Assert.That(file, Is.EqualTo(folder.File($"docker-build-report-{user}/{name}.json")));
    }

    [TestCase(true, "latest, pushed.")]
    [TestCase(false, "latest, not pushed.")]
    public void What_was_pushed_under_a_digest_that_nobody_told_was_pushed(bool pushed, string told)
    {
        var result = Result with { Digest = null, Pushed = pushed };
        LogReport.Write(log, result);

        Assert.That(ReportMarkdown.Of(result), Does.Contain(told));
        Assert.That(ReportJson.ForPage(result), Does.Contain($"\"pushed\":{(pushed ? "true" : "false")}"));
        Assert.That(
            log.At(LogLevel.Information),
            Has.One.EqualTo($"{Result.Image}:1.4.7, latest built in 1 min 12 s{(pushed ? ", pushed" : "")}")
        );
    }

    [Test]
    public void Only_what_is_asked_for_is_written()
    {
        var files = Report(
            new()
            {
                Html = false,
                Markdown = false,
                Name = "api",
            }
        );

        Assert.That((files.Html, files.Markdown), Is.EqualTo((default(FilePath), default(FilePath))));
        Assert.That(Directory.EnumerateFiles($"{folder.Path}/out"), Is.EqualTo([$"{folder.Path}/out/api.json"]));
    }

    [Test]
    public void The_summary_is_markdown_in_which_text_stays_text()
    {
        var text = File.ReadAllText(Report(new()).Markdown!.FullPath);

        Assert.That(
            text,
            Is.EqualTo(
                """
                ### Docker build of docker.myrepo.com/team/awesome-image

                **1 of 2 steps cached**, 1 min 12 s; 1.4.7, latest, pushed as `sha256:1`.
                Caching cost about 3.0 s more than it saved: more time went into the cache than the reused steps took when they last ran.

                | stage | cached | ran for | first step that ran | why |
                | --- | --- | --- | --- | --- |
                | builder | 1 of 2 | 2.0 s | line 3: RUN a \| b | the build argument LEVEL has another value |

                Time: nothing that the engine tells of.

                Export: it can.

                - ⚠️ DLC0501: &lt;b&gt;\| \# no markup

                """
            )
        );
    }

    [Test]
    public void On_GitHub_it_is_the_summary_of_the_job_and_later_steps_get_the_digest()
    {
        folder.Write("summary", "before\n");
        Report(
            new() { Outputs = true, OutputPrefix = "api-" },
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_STEP_SUMMARY", $"{folder.Path}/summary"),
            ("GITHUB_OUTPUT", $"{folder.Path}/output")
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                File.ReadAllText($"{folder.Path}/summary"),
                Does.StartWith("before\n### Docker build of docker.myrepo.com/team/awesome-image\n")
            );
            Assert.That(
                File.ReadAllLines($"{folder.Path}/output"),
                Is.EqualTo([
                    "api-image=docker.myrepo.com/team/awesome-image",
                    "api-digest=sha256:1",
                    "api-reference=docker.myrepo.com/team/awesome-image@sha256:1",
                    "api-fully-cached=false",
                ])
            );
        });
    }

    [Test]
    public void Nothing_is_put_into_a_summary_that_is_not_wanted()
    {
        folder.Write("summary", "before\n");

        Report(
            new() { Summary = false },
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_STEP_SUMMARY", $"{folder.Path}/summary")
        );

        Assert.That(File.ReadAllText($"{folder.Path}/summary"), Is.EqualTo("before\n"));
    }

    [Test]
    public void What_the_service_cannot_be_given_is_a_warning()
    {
        Report(
            new() { Outputs = true },
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_STEP_SUMMARY", $"{folder.Path}/absent/summary"),
            ("GITHUB_OUTPUT", $"{folder.Path}/output")
        );

        Assert.That(
            log.At(LogLevel.Warning),
            Has.One.StartsWith($"DLC0511: {folder.Path}/absent/summary, in which the CI service ")
        );
        Assert.That(File.Exists($"{folder.Path}/output"));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    public void A_name_that_leads_elsewhere_is_refused(string name) =>
        Assert.That(
            () => Report(new() { Name = name }),
            Throws.TypeOf<DockerLayerCacheException>().With.Property("Code").EqualTo("DLC0122")
        );

    [Test]
    public void A_folder_that_cannot_be_made_is_an_error_with_a_code()
    {
        folder.Write("out", "a file");

        Assert.That(
            () => Report(new()),
            Throws.TypeOf<DockerLayerCacheException>().With.Property("Code").EqualTo("DLC0406")
        );
    }

    [TestCase("artifacts", "", true)]
    [TestCase("artifacts", "artifacts\n", false)]
    [TestCase("../elsewhere", "", false)]
    public void A_folder_that_the_next_build_would_copy_is_warned_of(string directory, string ignored, bool warns)
    {
        using var workspace = Workspace.With("FROM busybox\nCOPY . .\n");
        workspace.Write(".dockerignore", ignored);
        using var docker = Setup.Legacy.Fresh();
        var result = workspace.Cake.DockerCachedBuild(
            Setup.Legacy.Use(new DockerCachedBuildSettings { Image = "i", CacheWrite = false }, docker)
        );

        workspace.Cake.DockerBuildReport(
            result,
            new DockerBuildReportSettings { Directory = directory is "artifacts" ? directory : folder.Path }
        );

        Assert.That(
            workspace.Log.At(LogLevel.Warning).Any(warning => warning.StartsWith("DLC0508", StringComparison.Ordinal)),
            Is.EqualTo(warns)
        );
    }

    [TestCase("GitHub Actions", "::group::docker build i", "::endgroup::")]
    [TestCase("Azure Pipelines", "##[group]docker build i", "##[endgroup]")]
    [TestCase(
        "TeamCity",
        "##teamcity[blockOpened name='docker build i']",
        "##teamcity[blockClosed name='docker build i']"
    )]
    [TestCase(
        "GitLab CI",
        "␛[0Ksection_start:0:docker_build_621355968000000000[collapsed=true]\r␛[0Kdocker build i",
        "␛[0Ksection_end:72:docker_build_621355968000000000\r␛[0K"
    )]
    [TestCase(
        "Travis CI",
        "travis_fold:start:docker_build_621355968000000000\r␛[0Kdocker build i",
        "travis_fold:end:docker_build_621355968000000000\r␛[0K"
    )]
    [TestCase("Buildkite", "--- docker build i", "+++ Docker build report")]
    [TestCase("Jenkins", null, null)]
    [TestCase(null, null, null)]
    public void A_service_that_folds_logs_folds_the_build(string? provider, string? begin, string? end)
    {
        var begun = DateTimeOffset.UnixEpoch;
        var group = CiGroup.Of(provider, "docker build i", begun, begun.AddSeconds(72));

        Assert.That((group?.Begin, group?.End), Is.EqualTo((Escape.In(begin), Escape.In(end))));
    }

    [TestCase("GitLab CI")]
    [TestCase("Travis CI")]
    public void Two_builds_of_a_job_are_two_folds(string provider)
    {
        var begun = DateTimeOffset.UnixEpoch;

        Assert.That(
            CiGroup.Of(provider, "docker build i", begun.AddMilliseconds(1), begun)!.End,
            Is.Not.EqualTo(CiGroup.Of(provider, "docker build i", begun, begun)!.End)
        );
    }

    private DockerBuildReportFiles Report(
        DockerBuildReportSettings settings,
        params (string Name, string Value)[] variables
    )
    {
        settings.Directory = "out";
        return CakeHost
            .Create(
                log,
                folder.Path,
                variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal)
            )
            .DockerBuildReport(Result, settings);
    }
}
