using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Ci;

/// <summary>
/// What a report says to a service that takes commands from the output of a step: these lines exactly, and none more.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CiPlaceTests : IDisposable
{
    private const string Azure = "TF_BUILD";
    private const string TeamCity = "TEAMCITY_VERSION";
    private const string UploadSummary = "##vso[task.uploadsummary]";
    private const string Hostile = "sha256:1'|]\n##vso[task.setvariable variable=a]b\r##teamcity[message text='x']";

    private static readonly DockerBuildResult Result = new()
    {
        Image = "docker.myrepo.com/app",
        Tags = ["latest"],
        Digest = "sha256:1",
        Strategy = DockerBuildStrategy.Export,
        Reason = "it can",
        Duration = TimeSpan.FromSeconds(1),
        Warnings = [],
        Stages = [],
    };

    private readonly TemporaryFolder folder = new("report ");

    public void Dispose() => folder.Dispose();

    [Test]
    public void Azure_Pipelines_uploads_the_Markdown_as_the_summary() =>
        Assert.That(Said(Azure, Result, new()), Is.EqualTo([$"{UploadSummary}{folder.Path}/out/app.md"]));

    [Test]
    public void Without_the_Markdown_it_uploads_a_file_that_is_left_for_it()
    {
        var uploaded = Said(Azure, Result, new() { Markdown = false }).Single()[UploadSummary.Length..];

        try
        {
            Assert.That(Path.GetDirectoryName(uploaded), Is.EqualTo(Path.GetTempPath().TrimEnd('/')));
            Assert.That(File.ReadAllText(uploaded), Does.StartWith("### Docker build of docker.myrepo.com/app\n"));
            Assert.That(Directory.EnumerateFiles($"{folder.Path}/out"), Has.None.EndsWith(".md"));
        }
        finally
        {
            File.Delete(uploaded);
        }
    }

    [TestCase("out\n##vso[task.complete result=Failed]")]
    [TestCase("##vso[task.complete result=Failed]")]
    [TestCase("o\rut")]
    public void A_file_whose_path_would_be_another_command_is_not_uploaded(string directory)
    {
        Assert.That(Said(Azure, Result, new() { Directory = directory }), Is.Empty);
        Assert.That(Path.Combine(folder.Path, directory, "app.md"), Does.Exist);
    }

    [Test]
    public void Azure_Pipelines_gives_later_steps_variables() =>
        Assert.That(
            Said(Azure, Result, OutputsOnly),
            Is.EqualTo([
                "##vso[task.setvariable variable=api-image;isOutput=true;]docker.myrepo.com/app",
                "##vso[task.setvariable variable=api-digest;isOutput=true;]sha256:1",
                "##vso[task.setvariable variable=api-reference;isOutput=true;]docker.myrepo.com/app@sha256:1",
                "##vso[task.setvariable variable=api-fully-cached;isOutput=true;]true",
            ])
        );

    [Test]
    public void TeamCity_gives_later_steps_parameters() =>
        Assert.That(
            Said(TeamCity, Result, OutputsOnly),
            Is.EqualTo([
                "##teamcity[setParameter name='env.api-image' value='docker.myrepo.com/app']",
                "##teamcity[setParameter name='env.api-digest' value='sha256:1']",
                "##teamcity[setParameter name='env.api-reference' value='docker.myrepo.com/app@sha256:1']",
                "##teamcity[setParameter name='env.api-fully-cached' value='true']",
            ])
        );

    [Test]
    public void A_digest_that_wants_to_be_a_command_stays_a_value()
    {
        var hostile = Result with { Digest = Hostile };

        Assert.Multiple(() =>
        {
            Assert.That(
                Said(Azure, hostile, OutputsOnly)[1],
                Is.EqualTo(
                    "##vso[task.setvariable variable=api-digest;isOutput=true;]"
                        + "sha256:1'|]\uFFFD# #vso[task.setvariable variable=a]b\uFFFD# #teamcity[message text='x']"
                )
            );
            Assert.That(
                Said(TeamCity, hostile, OutputsOnly)[1],
                Is.EqualTo(
                    "##teamcity[setParameter name='env.api-digest' value='"
                        + "sha256:1|'|||]\uFFFD# #vso|[task.setvariable variable=a|]b\uFFFD# #teamcity|[message text=|'x|'|]']"
                )
            );
            Assert.That(Said(Azure, hostile, OutputsOnly), Has.Length.EqualTo(4));
            Assert.That(Said(TeamCity, hostile, OutputsOnly), Has.Length.EqualTo(4));
        });
    }

    [TestCase("JENKINS_URL")]
    [TestCase("GITLAB_CI")]
    [TestCase("GITHUB_ACTIONS")]
    public void A_service_that_is_told_in_no_line_is_told_nothing(string mark) =>
        Assert.That(Said(mark, Result, new() { Outputs = true }), Is.Empty);

    private static DockerBuildReportSettings OutputsOnly =>
        new()
        {
            Summary = false,
            Outputs = true,
            OutputPrefix = "api-",
        };

    /// <summary>The lines that go past Cake's log, as a service reads them.</summary>
    private string[] Said(string mark, DockerBuildResult result, DockerBuildReportSettings settings)
    {
        settings.Directory ??= "out";
        var before = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            CakeHost
                .Create(
                    new RecordedLog(),
                    folder.Path,
                    new Dictionary<string, string>(StringComparer.Ordinal) { [mark] = "true" }
                )
                .DockerBuildReport(result, settings);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
