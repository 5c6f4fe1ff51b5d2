using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.CommandLines;

/// <summary>What a real process receives through Cake's own runner, and what a shell makes of the plan's text.</summary>
public sealed class ProcessArgumentTests
{
    private DockerStandIn docker = null!;

    [OneTimeSetUp]
    public void Start() => docker = Setup.ContainerDriver.Fresh();

    [SetUp]
    public void Forget() => docker.Forget();

    [OneTimeTearDown]
    public void Remove() => docker.Dispose();

    [TestCaseSource(typeof(Values), nameof(Values.All))]
    public void A_value_arrives_as_it_was_set(string value)
    {
        using var workspace = Workspace.With("FROM busybox");
        var settings = Setup.ContainerDriver.Use(With(value), docker);
        string[] expected =
        [
            "buildx",
            "build",
            "--build-arg",
            $"A={value}",
            "--label",
            $"a={value}",
            "--network",
            $".{value}",
            "--add-host",
            $".{value}",
            "--secret",
            $".{value}",
            "--ssh",
            $".{value}",
            "--ulimit",
            $".{value}",
            "--shm-size",
            $".{value}",
            "--cache-from",
            "type=registry,ref=i:buildcache",
            "--cache-from",
            $"type=local,src={value}",
            "--cache-to",
            "type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true",
            "--provenance",
            $".{value}",
            "--tag",
            "i:latest",
            "--push",
            ".",
        ];

        var typed = workspace.Cake.DockerPlanCachedBuild(settings).Commands.Single();
        workspace.Cake.DockerCachedBuild(settings);
        ByShell(typed);

        // The stand-in tells no digest, so the registry is asked for it as well.
        var calls = docker.CallsBesideProbe.Where(call => call.Arguments[1] == "build").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(WithoutInstruments(calls[0].Arguments), Is.EqualTo(expected));
            Assert.That(calls[1].Arguments, Is.EqualTo(expected), typed);
        });
    }

    [TestCaseSource(typeof(Values), nameof(Values.ThatNameFiles))]
    public void A_file_and_a_folder_may_have_any_name(string value)
    {
        using var workspace = new Workspace();
        workspace.Write($"{value}/{value}", "FROM busybox");
        var settings = Setup.ContainerDriver.Use(
            new DockerCachedBuildSettings
            {
                Image = "i",
                File = $"{value}/{value}",
                Push = false,
            },
            docker
        );

        string[] expected =
        [
            "buildx",
            "build",
            "--file",
            $"{value}/{value}",
            "--cache-from",
            "type=registry,ref=i:buildcache",
            "--provenance",
            "false",
            "--tag",
            "i:latest",
            "--load",
            value.StartsWith('-') ? $"./{value}" : value,
        ];

        var typed = workspace.Cake.DockerPlanCachedBuild(settings, value).Commands.Single();
        workspace.Cake.DockerCachedBuild(settings, value);
        ByShell(typed);

        var calls = docker.CallsBesideProbe;
        Assert.Multiple(() =>
        {
            Assert.That(WithoutInstruments(calls[0].Arguments), Is.EqualTo(expected));
            Assert.That(calls[1].Arguments, Is.EqualTo(expected), typed);
        });
    }

    private static DockerCachedBuildSettings With(string value) =>
        new()
        {
            Image = "i",
            BuildArg = [$"A={value}"],
            Label = [$"a={value}"],
            Network = $".{value}",
            AddHost = [$".{value}"],
            Secret = [$".{value}"],
            Ssh = [$".{value}"],
            Ulimit = [$".{value}"],
            ShmSize = $".{value}",
            Provenance = $".{value}",
            CacheFrom = [$"type=local,src={value}"],
        };

    private void ByShell(string typed)
    {
        var path = $"{Path.GetDirectoryName(docker.ToolPath)}:{Environment.GetEnvironmentVariable("PATH")}";
        var result = Command.Run(
            "/bin/bash",
            ["-c", typed],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path }
        );
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    // Without what a run adds to read the outcome.
    private static IEnumerable<string> WithoutInstruments(IReadOnlyList<string> arguments)
    {
        Assert.That(arguments.Skip(2).Take(3), Is.EqualTo((string[])["--progress", "rawjson", "--metadata-file"]));
        return arguments.Take(2).Concat(arguments.Skip(6));
    }
}
