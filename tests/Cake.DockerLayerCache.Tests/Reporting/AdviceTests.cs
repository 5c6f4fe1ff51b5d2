using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>Where a user gets to see the advice.</summary>
public sealed class AdviceTests
{
    private const string Dockerfile = "FROM node:22\nCOPY . .\nRUN npm ci\n";

    [Test]
    public void The_alias_gives_it_without_a_docker()
    {
        using var workspace = Workspace.With(Dockerfile);

        Assert.That(Codes(workspace.Cake.DockerCacheAdvice()), Is.EqualTo(["DLC0601", "DLC0607"]));
    }

    [Test]
    public void The_ignore_file_beside_the_Dockerfile_counts_before_that_of_the_context()
    {
        using var workspace = new Workspace();
        workspace.Write("docker/api.Dockerfile", Dockerfile);
        workspace.Write(".git/HEAD", "x");
        workspace.Write(".dockerignore", "bin\n");
        var settings = new DockerCachedBuildSettings { File = "docker/api.Dockerfile" };
        Assert.That(Codes(workspace.Cake.DockerCacheAdvice(settings)), Does.Contain("DLC0607"));

        workspace.Write("docker/api.Dockerfile.dockerignore", ".git\n");

        Assert.That(Codes(workspace.Cake.DockerCacheAdvice(settings)), Does.Not.Contain("DLC0607"));
    }

    [Test]
    public void Only_stages_that_the_target_needs_get_it_and_those_that_are_named()
    {
        using var workspace = Workspace.With(
            "FROM node AS a\nRUN x\nFROM node AS b\nRUN x\nFROM node:22 AS c\nRUN x\n"
        );
        var settings = new DockerMultiStageCachedBuildSettings { Target = "a" };
        Assert.That(workspace.Cake.DockerCacheAdvice(settings).Select(advice => advice.Line), Is.EqualTo([1]));

        settings.Stages = ["b"];

        Assert.That(workspace.Cake.DockerCacheAdvice(settings).Select(advice => advice.Line), Is.EqualTo([1, 3]));
    }

    [Test]
    public void A_build_has_it_in_its_result_and_in_the_log_at_verbose()
    {
        using var workspace = Workspace.With("FROM node\nRUN x\n");
        using var docker = Setup.Legacy.Fresh();
        docker.Answer("build", Transcript.Of("engine20-legacy/cached").Single());

        var result = workspace.Cake.DockerCachedBuild(
            Setup.Legacy.Use(new DockerCachedBuildSettings { Image = "i", Push = false }, docker)
        );

        var advice = result.Advice.Single();
        Assert.Multiple(() =>
        {
            Assert.That(advice.Code, Is.EqualTo("DLC0604"));
            Assert.That(workspace.Log.At(LogLevel.Verbose), Does.Contain($"{advice}"));
            Assert.That(workspace.Log.At(LogLevel.Information), Does.Not.Contain($"{advice}"));
        });
    }

    private static IEnumerable<string> Codes(IEnumerable<DockerAdvice> advice) => advice.Select(each => each.Code);
}
