using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Ci;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>A release of which every tag stands for a newer version already.</summary>
public sealed class OlderReleaseTests
{
    [Test]
    public void Nothing_is_pushed_and_no_tag_is_said_to_be_of_this_build()
    {
        var (result, _) = Build("GitHub Actions: push to main");

        Assert.Multiple(() =>
        {
            Assert.That(result.Tags, Is.Empty);
            Assert.That(result.LeftAlone, Is.EqualTo(["latest"]));
            Assert.That(result.Digest, Is.Null);
            Assert.That(
                result.Decisions.TakeLast(2),
                Is.EqualTo([
                    "The image is not pushed: each of its tags stands for a newer version.",
                    "i:latest stays at 2.0.0: 1.5.1 is older.",
                ])
            );
            Assert.That(result.Decisions, Has.None.StartsWith("The image is pushed"));
            Assert.That(result.Decisions, Has.One.StartsWith("The cache is written as shared: "));
        });
    }

    [Test]
    public void Outside_CI_it_is_said_too() =>
        Assert.That(
            Build("not in CI").Result.Decisions,
            Is.EqualTo([
                "The image is not pushed: each of its tags stands for a newer version.",
                "i:latest stays at 2.0.0: 1.5.1 is older.",
            ])
        );

    [Test]
    public void Later_steps_of_the_run_get_no_reference() =>
        Assert.That(
            Build("GitHub Actions: push to main").Outputs,
            Is.EqualTo(["image=i", "digest=", "fully-cached=true"])
        );

    private static (DockerBuildResult Result, string[] Outputs) Build(string run)
    {
        const string Newer =
            """{"manifest":{"digest":"sha256:1"},"image":{"config":{"Labels":{"org.opencontainers.image.version":"2.0.0","cake.dockerlayercache.release":"i:2.0.0"}}}}""";
        using var folder = new TemporaryFolder("older release ");
        folder.Write("Dockerfile", "FROM busybox\nRUN a\n");
        var output = System.IO.Path.Combine(folder.Path, "output");
        var ci = CiRuns.Run(run);
        ci = ci with
        {
            Variables = new Dictionary<string, string>(ci.Variables, StringComparer.Ordinal)
            {
                ["GITHUB_OUTPUT"] = output,
            },
        };
        using var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act("buildx-imagetools", $"echo '{Newer}'");
        var cake = ci.CakeIn(folder);
        var result = cake.DockerCachedBuild(
            Setup.BuildxOnContainerdStore.Use(new DockerCachedBuildSettings { Image = "i", Version = "1.5.1" }, docker)
        );
        cake.DockerBuildReport(
            result,
            new DockerBuildReportSettings
            {
                Directory = folder.Path,
                Outputs = true,
                Summary = false,
            }
        );
        return (result, File.Exists(output) ? File.ReadAllLines(output) : []);
    }
}
