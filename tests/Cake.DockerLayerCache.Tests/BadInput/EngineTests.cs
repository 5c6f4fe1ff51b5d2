using Cake.Core;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;
using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.BadInput;

/// <summary>What this engine cannot do; it was asked what it can, and nothing else was run.</summary>
public sealed class EngineTests
{
    private static readonly Setup Unreachable = new("engine28-unreachable");
    private static readonly Setup NoBuildx = new("no-buildx");
    private static readonly Setup UnknownBuilder = new("unknown-builder");

    [Test]
    public void No_docker()
    {
        using var workspace = Workspace.With("FROM a");
        using var emptyPath = new EnvironmentVariable("PATH", workspace.Path);

        Assert.That(
            Assert
                .Throws<DockerLayerCacheException>(() =>
                    workspace.Cake.DockerCachedBuild(new DockerCachedBuildSettings { Image = Image })
                )!
                .Message,
            Is.EqualTo(
                "DLC0301: docker was not found. Expected an executable 'docker' on PATH. "
                    + "Install the docker CLI, or set ToolPath."
            )
        );
    }

    [Test]
    public void More_arguments_than_the_system_passes_on()
    {
        using var workspace = Workspace.With("FROM a");
        using var standIn = Setup.BuildxOnContainerdStore.Fresh();
        var settings = new DockerCachedBuildSettings
        {
            Image = Image,
            ArgumentCustomization = arguments => arguments.Append(new string('a', 3_000_000)),
        };

        Assert.That(
            () => workspace.Cake.DockerCachedBuild(Setup.BuildxOnContainerdStore.Use(settings, standIn)),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith("DLC0306: docker could not be started: ")
                .And.Message.Length.LessThan(1000)
        );
    }

    [Test]
    public void A_tool_path_where_nothing_is()
    {
        using var workspace = Workspace.With("FROM a");

        Assert.That(
            Assert
                .Throws<DockerLayerCacheException>(() =>
                    workspace.Cake.DockerCachedBuild(
                        new DockerCachedBuildSettings { Image = Image, ToolPath = "/opt/nowhere/docker" }
                    )
                )!
                .Message,
            Is.EqualTo(
                "DLC0301: docker was not found at ToolPath '/opt/nowhere/docker'. Expected the docker CLI there. "
                    + "Correct ToolPath, or leave it out to take the one on PATH."
            )
        );
    }

    [Test]
    public void An_engine_that_does_not_answer() =>
        Assert.That(
            RefusalByEngine(
                Unreachable,
                new() { Image = Image, EnvironmentVariables = { ["DOCKER_HOST"] = "tcp://build:2375" } }
            ),
            Is.EqualTo(
                "DLC0302: the docker engine at tcp://build:2375 does not answer. Expected a running engine. Start it, "
                    + "or set DOCKER_HOST to one that runs. Docker says: Cannot connect to the Docker daemon at "
                    + "unix:///run/docker.sock. Is the docker daemon running?"
            )
        );

    [Test]
    public void A_builder_that_does_not_exist() =>
        Assert.That(
            RefusalByEngine(UnknownBuilder, new() { Image = Image, Builder = "absent" }),
            Does.StartWith("DLC0303: the buildx builder absent cannot be used. ")
                .And.EndWith("Docker says: ERROR: no builder \"absent\" found")
        );

    [Test]
    public void A_strategy_that_the_legacy_builder_cannot_do() =>
        Assert.That(
            RefusalByEngine(NoBuildx, new() { Image = Image, Strategy = DockerBuildStrategy.Export }),
            Is.EqualTo(
                "DLC0304: the strategy Export was asked for, but this engine cannot do it (engine 28.5.2+dfsg4, legacy "
                    + "builder; docker CLI 28.5.2+dfsg4 has BuildKit only through buildx, which is not installed). Expected "
                    + "one of: Pull. Set Strategy to one of these, or leave it Auto."
            )
        );

    private static IEnumerable<object[]> ImpossibleStrategies() =>
        [
            [Setup.Legacy, DockerBuildStrategy.Inline, "Pull"],
            [Setup.BuiltInBuildKit, DockerBuildStrategy.Export, "Inline, Pull"],
            [Setup.BuildxOnGraphStore, DockerBuildStrategy.Export, "Inline, Pull"],
            [Setup.BuildxOnContainerdStore, DockerBuildStrategy.Pull, "Export, Inline"],
            [Setup.ContainerDriver, DockerBuildStrategy.Pull, "Export, Inline"],
        ];

    [TestCaseSource(nameof(ImpossibleStrategies))]
    public void A_strategy_that_the_engine_cannot_do(object setup, DockerBuildStrategy strategy, string possible) =>
        Assert.That(
            RefusalByEngine((Setup)setup, new() { Image = Image, Strategy = strategy }),
            Does.StartWith($"DLC0304: the strategy {strategy} was asked for, but this engine cannot do it (")
                .And.Contain($"). Expected one of: {possible}. ")
        );

    private static IEnumerable<object[]> ImpossibleOptions() =>
        [
            [Setup.Legacy, new DockerCachedBuildSettings { Secret = ["id=a"] }, "Secret 'id=a' needs BuildKit"],
            [Setup.Legacy, new DockerCachedBuildSettings { Ssh = ["default"] }, "Ssh 'default' needs BuildKit"],
            [Setup.Legacy, new DockerCachedBuildSettings { BuildContext = ["a=b"] }, "BuildContext 'a=b' needs buildx"],
            [Setup.Legacy, new DockerCachedBuildSettings { Builder = "b" }, "Builder 'b' needs buildx"],
            [
                Setup.BuiltInBuildKit,
                new DockerCachedBuildSettings { BuildContext = ["a=b"] },
                "BuildContext 'a=b' needs buildx",
            ],
            [Setup.BuiltInBuildKit, new DockerCachedBuildSettings { Builder = "b" }, "Builder 'b' needs buildx"],
            [
                Setup.BuiltInBuildKit,
                new DockerCachedBuildSettings { CacheFrom = ["a", "type=local,src=b"] },
                "CacheFrom 'type=local,src=b' needs buildx",
            ],
            [
                Setup.BuildxOnGraphStore,
                new DockerCachedBuildSettings { Secret = ["id=a"], Strategy = DockerBuildStrategy.Pull },
                "Secret 'id=a' needs BuildKit",
            ],
            [
                Setup.BuildxOnGraphStore,
                new DockerCachedBuildSettings { Provenance = "mode=max" },
                "Provenance 'mode=max' needs the strategy Export",
            ],
            [
                Setup.BuildxOnGraphStore,
                new DockerCachedBuildSettings { Sbom = "true" },
                "Sbom 'true' needs the strategy Export",
            ],
            [
                Setup.BuildxOnGraphStore,
                new DockerCachedBuildSettings { Platform = ["linux/amd64", "linux/arm64"] },
                "Platform 'linux/arm64' needs the strategy Export",
            ],
            [
                Setup.BuildxOnGraphStore,
                new DockerCachedBuildSettings { Platform = ["linux/amd64,linux/s390x"] },
                "Platform 'linux/s390x' needs the strategy Export",
            ],
            [
                Setup.BuiltInBuildKit,
                new DockerCachedBuildSettings { Ulimit = ["nofile=64"] },
                "Ulimit 'nofile=64' needs engine 23.0 or newer, or the legacy builder",
            ],
            [
                Setup.BuiltInBuildKit,
                new DockerCachedBuildSettings { ShmSize = "1g" },
                "ShmSize '1g' needs engine 23.0 or newer, or the legacy builder",
            ],
        ];

    [TestCaseSource(nameof(ImpossibleOptions))]
    public void An_option_that_the_way_cannot_honour(object setup, DockerCachedBuildSettings settings, string problem)
    {
        settings.Image = Image;

        var message = RefusalByEngine((Setup)setup, settings);

        Assert.That(message, Does.StartWith($"DLC0305: {problem}, but this build cannot use that: "));
        Assert.That(message, Does.EndWith($"Remove {problem.Split(' ')[0]}, or use an engine that has it."));
    }
}
