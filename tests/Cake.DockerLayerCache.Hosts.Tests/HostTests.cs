using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Hosts.Tests;

/// <summary>The samples for Cake's other hosts, run as a user runs them, on a real engine.</summary>
[TestFixture("frosting", "run", "--project", "build/Build.csproj", "--")]
[TestFixture("sdk", "run", "build.cs", "--")]
public sealed class HostTests(string sample, params string[] command)
{
    private readonly Bed bed = new("engine28-containerd");
    private string registryAddress = "";
    private string owner = "";

    private IReadOnlyList<string> PushedTags
    {
        get
        {
            using var registry = new Registry(registryAddress);
            return registry.Tags($"{owner}/awesome-image");
        }
    }

    [OneTimeSetUp]
    public void BringUp()
    {
        try
        {
            bed.Wipe();
        }
        catch (BedUnavailableException why)
        {
            Assert.Ignore(why.Message);
        }

        registryAddress = BedRegistry.Up();
        BedRegistry.AddBaseImages(registryAddress, "golang:1.19");
    }

    [SetUp]
    public void NameOwner() => owner = $"hosts-{Guid.NewGuid():N}";

    [Test]
    public void The_next_machine_has_the_image_from_the_cache_and_runs_it()
    {
        var first = Run("--target=Image");
        bed.Wipe();
        var next = Run();

        Assert.Multiple(() =>
        {
            Assert.That(first, Does.Contain("there was no cache yet").And.Contain("builder: 0 of 4 steps were cached"));
            Assert.That(first, Does.Not.Contain("SmokeTest"), "the one task is run alone");
            Assert.That(next, Does.Contain("from cache in").And.Contain("builder: 4 of 4 steps were cached"));
            Assert.That(next, Does.Match(@"(?m)^1\.4\.7$"), "the image says its version");
            Assert.That(PushedTags, Is.EquivalentTo(["1.4.7", "buildcache", "latest", "layercache-record"]));
        });
    }

    [TestCase("--dryrun")]
    [TestCase("--dryrun", "--target=Image")]
    public void A_dry_run_names_the_tasks_of_its_target_and_builds_nothing(params string[] arguments)
    {
        var run = Run(arguments);

        Assert.Multiple(() =>
        {
            Assert.That(run, Does.Contain("1. Image").And.Not.Contain("steps were cached"));
            Assert.That(run.Contains("2. SmokeTest", StringComparison.Ordinal), Is.EqualTo(arguments.Length == 1));
            Assert.That(PushedTags, Is.Empty);
        });
    }

    [Test]
    public void A_name_that_no_image_can_have_ends_the_run_with_its_code()
    {
        var run = Start("--registry=docker.myrepo.com/Upper");

        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain("DLC0102: ").And.Contain("docker.myrepo.com/upper/awesome-image"));
            Assert.That(run.ExitCode, Is.Not.Zero);
        });
    }

    private string Run(params string[] arguments)
    {
        var run = Start([$"--registry={registryAddress}/{owner}", $"--base={registryAddress}", .. arguments]);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        return run.Output;
    }

    private CommandResult Start(params string[] arguments) =>
        HostSamples.Copied.Dotnet(sample, [.. command, .. arguments], bed.Environment);
}
