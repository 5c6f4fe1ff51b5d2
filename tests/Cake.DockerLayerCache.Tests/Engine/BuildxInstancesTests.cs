using Cake.Core.IO;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>Docker is asked for the builder in use only where somebody may have made one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BuildxInstancesTests : IDisposable
{
    private const string Question = "docker buildx inspect";

    private static readonly string Home = OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME";
    private static readonly string OtherHome = OperatingSystem.IsWindows() ? "HOME" : "USERPROFILE";

    private readonly TemporaryFolder folder = new("builders ");

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string[]> Places() =>
        [
            ["BUILDX_CONFIG", "instances"],
            ["DOCKER_CONFIG", "buildx/instances"],
            [Home, ".docker/buildx/instances"],
        ];

    [TestCaseSource(nameof(Places))]
    public void A_builder_that_was_made_is_found_where_buildx_keeps_it(string variable, string place)
    {
        folder.Write($"{place}/mine", "{}");

        Assert.That(IsAsked((variable, folder.Path)));
    }

    [TestCaseSource(nameof(Places))]
    public void Where_none_was_made_nothing_is_asked(string variable, string place)
    {
        Assert.That(IsAsked((variable, folder.Path)), Is.False, "no folder");

        Directory.CreateDirectory(folder.File(place));

        Assert.That(IsAsked((variable, folder.Path)), Is.False, "an empty one");
    }

    [Test]
    public void The_nearest_place_counts()
    {
        folder.Write("buildx/instances/mine", "{}");
        folder.Write("docker/buildx/instances/mine", "{}");
        folder.Write("home/.docker/buildx/instances/mine", "{}");

        Assert.Multiple(() =>
        {
            Assert.That(Asked("nowhere", "docker", "home"), Is.False);
            Assert.That(Asked("buildx", "nowhere", "nowhere"), Is.True);
            Assert.That(Asked("", "nowhere", "home"), Is.False);
            Assert.That(Asked("", "docker", "nowhere"), Is.True);
            Assert.That(Asked("", "", "nowhere"), Is.False);
            Assert.That(Asked("", "", "home"), Is.True);
        });

        // A variable that is empty is none.
        bool Asked(string buildx, string config, string home) =>
            IsAsked(("BUILDX_CONFIG", At(buildx)), ("DOCKER_CONFIG", At(config)), (Home, At(home)));

        string At(string name) => name.Length == 0 ? "" : folder.File(name);
    }

    [Test]
    public void Only_this_system_s_variable_for_the_home_is_docker_s()
    {
        folder.Write("home/.docker/buildx/instances/mine", "{}");

        Assert.Multiple(() =>
        {
            Assert.That(IsAsked((OtherHome, folder.Path), (Home, folder.File("home"))));
            Assert.That(IsAsked((OtherHome, folder.File("home")), (Home, folder.Path)), Is.False);
            // Docker finds its home elsewhere then.
            Assert.That(IsAsked((OtherHome, folder.Path)));
        });
    }

    [Test]
    public void A_builder_that_is_named_is_asked_for_wherever_it_is() =>
        Assert.That(IsAsked((Home, folder.Path), ("BUILDX_BUILDER", "mine")));

    private static bool IsAsked(params (string Name, string Value)[] variables)
    {
        var docker = new ScriptedDocker();
        foreach (var answer in Transcript.Of("engine28-containerd/answers"))
        {
            docker.On(answer.Command, [.. answer.Output]);
        }

        // What was asked once is known to the whole process.
        var host = $"unix://{Guid.NewGuid():N}.sock";
        var environment = variables.Append(("DOCKER_HOST", host)).ToDictionary(StringComparer.Ordinal);
        EngineProbe.Facts(
            docker,
            builder: null,
            toolPath: null,
            new BuildxInstances(new FileSystem(), environment.GetValueOrDefault),
            environment.GetValueOrDefault
        );
        return docker.Calls.Contains(Question, StringComparer.Ordinal);
    }
}
