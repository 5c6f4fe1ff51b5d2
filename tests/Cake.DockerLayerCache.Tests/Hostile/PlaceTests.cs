using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using NUnit.Framework.Constraints;
using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.Hostile;

/// <summary>No name leads out of its folder, and no value out of its line.</summary>
public sealed class PlaceTests
{
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

    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../..")]
    [TestCase("/")]
    [TestCase("cache/..")]
    [TestCase("cache/../../etc")]
    [TestCase("cache/.")]
    public void A_cache_folder_that_would_be_deleted_with_more_than_a_cache_in_it(string folder) =>
        Assert.That(
            Refusal(new() { Image = Image, CacheTo = [$"type=local,dest={folder}"] }),
            Does.StartWith(
                $"DLC0115: CacheTo 'type=local,dest={folder}' is not a place for a cache: each build replaces "
            )
        );

    [Test]
    public void A_cache_folder_that_has_the_build_context_in_it()
    {
        using var workspace = Workspace.With("FROM a");

        Assert.That(
            () => PlanWithCache(workspace, Path.GetDirectoryName(workspace.Path)!),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.Contains("the build context is in it")
        );
    }

    [TestCase("artifacts/results.xml", "artifacts/results.xml")]
    [TestCase("artifacts/index.json", "artifacts/index.json")]
    [TestCase("artifacts/blobs/a artifacts/index.json artifacts/oci-layout artifacts/app.zip", "artifacts/app.zip")]
    [TestCase("artifacts.new/notes", "artifacts.new/notes")]
    [TestCase("artifacts/blobs/a artifacts/index.json artifacts/oci-layout artifacts.new/ingest/b", null)]
    [TestCase("artifacts/.DS_Store artifacts/Thumbs.db", null)]
    public void A_cache_folder_that_has_something_else_in_it(string files, string? foreign)
    {
        using var workspace = Workspace.With("FROM a");
        foreach (var file in files.Split(' '))
        {
            workspace.Write(file, "");
        }

        Assert.That(
            () => PlanWithCache(workspace, "artifacts"),
            foreign is null
                ? Throws.Nothing
                : Throws
                    .TypeOf<DockerLayerCacheException>()
                    .With.Message.StartsWith("DLC0115: ")
                    .And.Message.Contains($"'{workspace.Path}/{foreign}' is no part of a cache")
        );
    }

    [Test]
    public void A_cache_folder_is_not_looked_into_where_it_is_only_read()
    {
        using var workspace = Workspace.With("FROM a");
        workspace.Write("artifacts/results.xml", "");

        Assert.That(() => PlanWithCache(workspace, "artifacts", write: false), Throws.Nothing);
    }

    [Test]
    public void A_cache_folder_is_the_same_in_another_case_as_on_Windows()
    {
        using var workspace = Workspace.With("FROM a");

        Assert.That(
            () =>
                workspace.Cake.DockerPlanCachedBuild(
                    Setup.ContainerDriver.Use(
                        new DockerCachedBuildSettings
                        {
                            Image = "i",
                            CacheTo = [$"type=local,dest={workspace.Path.ToUpperInvariant()}"],
                        }
                    )
                ),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.Contains("the build context is in it")
        );
    }

    [TestCase("cache/", "cache.new")]
    [TestCase("../cache", "../cache.new")]
    public void The_new_cache_stands_beside_the_one_before(string folder, string place)
    {
        using var workspace = Workspace.With("FROM a");

        var plan = workspace.Cake.DockerPlanCachedBuild(
            Setup.ContainerDriver.Use(
                new DockerCachedBuildSettings { Image = "i", CacheTo = [$"type=local,dest={folder}"] }
            )
        );

        Assert.That(plan.Commands[0], Does.Contain($"dest={place},"));
    }

    [Test]
    public void A_Dockerfile_called_as_standard_input_is_a_file()
    {
        using var workspace = new Workspace();
        workspace.Write("-", "FROM a");

        var plan = workspace.Cake.DockerPlanCachedBuild(
            Setup.ContainerDriver.Use(new DockerCachedBuildSettings { Image = "i", File = "-" })
        );

        Assert.That(plan.Commands[0], Does.Contain(" --file ./- "));
    }

    [TestCase("..\\..\\x")]
    [TestCase("a\nb")]
    [TestCase("c:x")]
    public void A_report_s_name_that_leads_elsewhere(string name) =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Report(Result, new() { Name = name }), Refused("DLC0122"));
            Assert.That(() => Report(Result with { Image = name }, new()), Refused("DLC0122"));
        });

    [TestCase("a=b\nc")]
    [TestCase("]##vso[a]")]
    public void A_prefix_of_outputs_that_is_more_than_one(string prefix) =>
        Assert.That(() => Report(Result, new() { OutputPrefix = prefix }), Refused("DLC0112"));

    [Test]
    public void An_output_is_one_line_whatever_the_result_says()
    {
        var output = Report(Result with { Digest = "sha256:1\nevil=1\r::error::x" }, new() { Outputs = true });

        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(4));
    }

    [TestCase("docker.myrepo.com/app@sha256:1\n--push")]
    [TestCase("docker.myrepo.com/app@sha256:1,ref=x")]
    [TestCase("--tag")]
    [TestCase("-x:1")]
    public void A_source_that_is_no_image(string source)
    {
        using var workspace = new Workspace();

        Assert.That(() => workspace.Cake.DockerPromote(source, "latest"), Refused("DLC0120"));
    }

    private static void PlanWithCache(Workspace workspace, string folder, bool? write = null) =>
        workspace.Cake.DockerPlanCachedBuild(
            Setup.ContainerDriver.Use(
                new DockerCachedBuildSettings
                {
                    Image = "i",
                    CacheTo = [$"type=local,dest={folder}"],
                    CacheWrite = write,
                }
            )
        );

    private static EqualStringConstraint Refused(string code) =>
        Throws.TypeOf<DockerLayerCacheException>().With.Property("Code").EqualTo(code);

    /// <summary>What GitHub Actions gets as outputs.</summary>
    private static string Report(DockerBuildResult result, DockerBuildReportSettings settings)
    {
        using var folder = new TemporaryFolder("report ");
        folder.Write("output", "");
        settings.Directory = "out";
        CakeHost
            .Create(
                new RecordedLog(),
                folder.Path,
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["GITHUB_ACTIONS"] = "true",
                    ["GITHUB_OUTPUT"] = $"{folder.Path}/output",
                }
            )
            .DockerBuildReport(result, settings);
        return File.ReadAllText($"{folder.Path}/output");
    }
}
