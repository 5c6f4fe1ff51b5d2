using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>The pipeline of <c>samples/ci</c>, as a CI service runs it: its script, the packed addin, the real Cake.</summary>
public sealed class SamplePipelineTests : IDisposable
{
    private const string Commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

    private readonly string owner = $"pipeline-{Guid.NewGuid():N}";
    private SampleScript? script;
    private Bed bed = null!;

    private string Repository => $"{owner}/greeting";

    [OneTimeSetUp]
    public void Pack()
    {
        bed = Beds.Fresh(Beds.ContainerdStore);
        script = new SampleScript("ci", bed);
    }

    public void Dispose() => script?.Dispose();

    [Test]
    public void A_commit_is_built_tested_and_on_its_tag_released_under_the_same_digest()
    {
        using var registry = new Registry(Beds.Registry.Address);

        var main = Run(("CIRCLE_BRANCH", "main"));

        Assert.That(main, Does.Contain("Hello, Ada!").And.Contain("Skipped"));
        Assert.That(
            registry.Tags(Repository),
            Is.EquivalentTo(["buildcache", "buildcache-tests", "layercache-record", "main", "sha-1a2b3c4", "tests"])
        );

        bed.Wipe();
        var tag = Run(("CIRCLE_TAG", "v1.4.7"), ("RELEASE", "v1.4.7"));

        Assert.Multiple(() =>
        {
            Assert.That(tag, Does.Contain("from cache in").And.Contain("Hello, Ada!"));
            Assert.That(tag, Does.Contain($"Released {Beds.Registry.Address}/{Repository}:1.4.7, 1.4, 1, latest"));
            Assert.That(
                new[] { "1.4.7", "1.4", "1", "latest" }.Select(name => registry.Digest(Repository, name)),
                Is.All.EqualTo(registry.Digest(Repository, "sha-1a2b3c4"))
            );
        });

        bed.Wipe();
        var before = registry.Digests(Repository);
        var fork = Run(("CIRCLE_BRANCH", "pull/12"), ("CIRCLE_PR_NUMBER", "12"));

        Assert.Multiple(() =>
        {
            Assert.That(fork, Does.Contain("The image is not pushed: ").And.Contain("Hello, Ada!"));
            Assert.That(registry.Digests(Repository), Is.EqualTo(before));
        });
    }

    private string Run(params (string Name, string Value)[] variables)
    {
        var run = script!.Run(
            [("CIRCLECI", "true"), ("CIRCLE_SHA1", Commit), .. variables],
            $"--registry={Beds.Registry.Address}/{owner}"
        );
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        return run.Output;
    }
}
