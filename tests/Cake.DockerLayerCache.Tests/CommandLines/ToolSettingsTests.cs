using Cake.Core;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.CommandLines;

/// <summary>What <c>ToolSettings</c> brings counts for every docker command, or says where it does not.</summary>
public sealed class ToolSettingsTests
{
    [Test]
    public void Argument_customization_is_for_the_build_alone()
    {
        var calls = Calls(
            Setup.Legacy,
            new() { ArgumentCustomization = arguments => arguments.Append("--isolation=default") }
        );

        Assert.That(
            calls.Select(call =>
                (call.Arguments[0], call.Arguments.Contains("--isolation=default", StringComparer.Ordinal))
            ),
            Is.EqualTo(
                (IEnumerable<(string, bool)>)[("pull", false), ("build", true), ("push", false), ("pull", false)]
            )
        );
    }

    [Test]
    public void Environment_variables_reach_every_command() =>
        Assert.That(
            Calls(Setup.Legacy, new() { EnvironmentVariables = { ["DOCKER_HOST"] = "unix:///a b" } }, probe: true)
                .Select(call => call.Environment["DOCKER_HOST"]),
            Has.Exactly(9).Items.And.All.EqualTo("unix:///a b")
        );

    [Test]
    public void The_working_directory_is_where_docker_runs_and_paths_begin()
    {
        using var workspace = new Workspace();
        workspace.Write("service/docker/Dockerfile", "FROM busybox");
        using var docker = Setup.Legacy.Fresh();

        workspace.Cake.DockerCachedBuild(
            Setup.Legacy.Use(
                new DockerCachedBuildSettings
                {
                    Image = "i",
                    WorkingDirectory = "service",
                    File = "docker/Dockerfile",
                },
                docker
            )
        );

        Assert.That(
            docker.AllCalls.Select(call => call.Environment["PWD"]),
            Is.All.EqualTo(Path.Combine(workspace.Path, "service"))
        );
    }

    [TestCase("0")]
    [TestCase("1")]
    public void The_builder_is_chosen_by_the_variable_that_the_plan_shows(string dockerBuildKit) =>
        Assert.That(
            Calls(dockerBuildKit == "0" ? Setup.Legacy : Setup.BuiltInBuildKit, new())
                .Single(call => call.Arguments[0] == "build")
                .Environment["DOCKER_BUILDKIT"],
            Is.EqualTo(dockerBuildKit)
        );

    [Test]
    public void A_build_by_buildx_leaves_no_provenance_document_in_its_metadata() =>
        Assert.That(
            Calls(Setup.ContainerDriver, new())[0].Environment["BUILDX_METADATA_PROVENANCE"],
            Is.EqualTo("disabled")
        );

    [Test]
    public void Argument_customization_is_not_for_the_record_of_the_build()
    {
        var builds = Calls(
                Setup.ContainerDriver,
                new() { ArgumentCustomization = arguments => arguments.Append("--isolation=default") },
                probe: true
            )
            .Where(call => call.Arguments is ["buildx", "build", ..])
            .Select(call => call.Arguments.Contains("--isolation=default", StringComparer.Ordinal));

        Assert.That(builds, Is.EquivalentTo((bool[])[true, false]));
    }

    private static IReadOnlyList<DockerCall> Calls(Setup setup, DockerCachedBuildSettings settings, bool probe = false)
    {
        using var workspace = Workspace.With("FROM busybox");
        using var docker = setup.Fresh();
        settings.Image = "i";
        workspace.Cake.DockerCachedBuild(setup.Use(settings, docker));
        return probe ? docker.AllCalls : docker.CallsBesideProbe;
    }
}
