using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// The .NET service of <c>samples/dotnet-service</c>, in a Git repository of its own: the addin among ordinary tasks.
/// </summary>
public sealed class SampleServiceTests : IDisposable
{
    private readonly string owner = $"service-{Guid.NewGuid():N}";
    private SampleScript? script;
    private Bed bed = null!;
    private string commit = "";

    private string Repository => $"{owner}/greeting";

    [OneTimeSetUp]
    public void Commit()
    {
        bed = Beds.Fresh(Beds.ContainerdStore);
        BedRegistry.AddBaseImages(Beds.RegistryAddress, "dotnet/sdk:10.0", "dotnet/runtime:10.0");
        script = new SampleScript("dotnet-service", bed);
        Git("init", "--quiet");
        Git("add", ".");
        Git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "one");
        commit = Git("rev-parse", "--short=7", "HEAD").Trim();
    }

    public void Dispose() => script?.Dispose();

    [Test]
    public void A_commit_is_tested_built_and_tried_and_released_once_it_has_a_version()
    {
        using var registry = new Registry(Beds.Registry.Address);

        var dryRun = Run("--dryrun");

        Assert.Multiple(() =>
        {
            Assert.That(dryRun, Does.Contain("2. Image").And.Contain("No tasks were actually executed."));
            Assert.That(registry.Tags(Repository), Is.Empty);
        });

        var first = Run();

        Assert.Multiple(() =>
        {
            Assert.That(first, Does.Contain("Passed!").And.Contain("there was no cache yet"));
            Assert.That(StatusOf("SmokeTest", first), Is.EqualTo("Succeeded"));
            Assert.That(StatusOf("Release", first), Is.EqualTo("Skipped"));
            Assert.That(registry.Tags(Repository), Is.EquivalentTo(["buildcache", "layercache-record", commit]));
        });

        bed.Wipe();
        var tried = Run("--target=SmokeTest", "--exclusive");

        Assert.Multiple(() =>
        {
            Assert.That(StatusOf("SmokeTest", tried), Is.EqualTo("Succeeded"));
            Assert.That(StatusOf("Image", tried), Is.Null);
        });

        bed.Wipe();
        Git("tag", "v1.4.7");
        var second = Run();

        Assert.Multiple(() =>
        {
            Assert.That(second, Does.Contain("from cache in"));
            Assert.That(StatusOf("Release", second), Is.EqualTo("Succeeded"));
            Assert.That(
                new[] { "1.4.7", "1.4", "1", "latest" }.Select(tag => registry.Digest(Repository, tag)),
                Is.All.EqualTo(registry.Digest(Repository, commit))
            );
        });
    }

    [Test]
    public void A_build_that_fails_is_reported_and_nothing_behind_it_is_run()
    {
        var run = script!.Run([], "--registry=docker.myrepo.com/Upper");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Not.Zero);
            Assert.That(run.Output, Does.Contain("DLC0102: ").And.Contain("docker.myrepo.com/upper/greeting"));
            Assert.That(run.Output, Does.Contain("Of this commit nothing can be tested or released."));
            Assert.That(StatusOf("SmokeTest", run.Output), Is.Null.Or.EqualTo("Skipped"));
        });
    }

    // As the table at the end of Cake's log has it.
    private static string? StatusOf(string task, string log) =>
        log.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length >= 3 && words[0] == task)
            .Select(words => words[2])
            .LastOrDefault();

    private string Run(params string[] arguments)
    {
        var run = script!.Run([], [$"--registry={Beds.Registry.Address}/{owner}", .. arguments]);
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        return run.Output;
    }

    private string Git(params string[] arguments)
    {
        var run = Command.Run("git", arguments, workingDirectory: script!.Folder);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output;
    }
}
