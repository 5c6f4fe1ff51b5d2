using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Planning;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.CommandLines;

/// <summary>Each setting alone, and all together, as flags of the build command.</summary>
public sealed class FlagTests
{
    private const string Dockerfile = "FROM busybox AS base\nFROM busybox AS tool";

    [TestCaseSource(nameof(Common))]
    public void A_setting_is_the_flag_of_its_name_for_every_builder(DockerCachedBuildSettings settings, string flags) =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Build(Setup.Legacy, settings),
                Is.EqualTo($"DOCKER_BUILDKIT=0 docker build {flags}--cache-from i:latest --tag i:latest .")
            );
            Assert.That(
                Build(Setup.BuiltInBuildKit, settings),
                Is.EqualTo($"DOCKER_BUILDKIT=1 docker build {flags}--cache-from i:latest --tag i:latest .")
            );
            Assert.That(
                Build(Setup.BuildxOnGraphStore, settings),
                Is.EqualTo(
                    $"docker buildx build {flags}--cache-from type=registry,ref=i:latest "
                        + "--provenance false --tag i:latest --push ."
                )
            );
        });

    [TestCaseSource(nameof(OfNewEnginesAndLegacyBuilders))]
    public void A_limit_of_a_step_is_the_flag_of_its_name(DockerCachedBuildSettings settings, string flags) =>
        Assert.Multiple(() =>
        {
            Assert.That(Build(Setup.Legacy, settings), Does.StartWith($"DOCKER_BUILDKIT=0 docker build {flags}"));
            Assert.That(Build(Setup.BuildxOnGraphStore, settings), Does.StartWith($"docker buildx build {flags}"));
        });

    [TestCaseSource(nameof(OfBuildKit))]
    public void A_setting_of_BuildKit_is_the_flag_of_its_name(DockerCachedBuildSettings settings, string flags) =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Build(Setup.BuiltInBuildKit, settings),
                Does.StartWith($"DOCKER_BUILDKIT=1 docker build {flags}")
            );
            Assert.That(Build(Setup.ContainerDriver, settings), Does.StartWith($"docker buildx build {flags}"));
        });

    [TestCaseSource(nameof(OfBuildx))]
    public void A_setting_of_buildx_is_the_flag_of_its_name(DockerCachedBuildSettings settings, string flags) =>
        Assert.That(Build(Setup.ContainerDriver, settings), Does.Contain($" {flags}"));

    [Test]
    public void All_settings_together_keep_one_order() =>
        Assert.That(
            Build(
                Setup.ContainerDriver,
                new()
                {
                    Tags = ["1", "2"],
                    File = "docker/Dockerfile",
                    Target = "base",
                    BuildArg = ["A=1", "B"],
                    BuildContext = ["base=docker"],
                    Label = ["a=1", "b=2"],
                    Network = "none",
                    NoCache = true,
                    Pull = true,
                    Platform = ["linux/amd64", "linux/arm64"],
                    AddHost = ["a:1.2.3.4"],
                    Secret = ["id=a,env=A"],
                    Ssh = ["default"],
                    Ulimit = ["nofile=1:2"],
                    ShmSize = "1m",
                    Provenance = "mode=max",
                    Sbom = "true",
                    Builder = "container",
                    Load = true,
                }
            ),
            Is.EqualTo(
                Plans.Typed(
                    """
                    docker buildx build --builder container --file docker/Dockerfile --target base \
                      --build-arg A=1 --build-arg B --build-context base=docker --label a=1 --label b=2 \
                      --platform linux/amd64,linux/arm64 --network none --add-host a:1.2.3.4 --secret id=a,env=A \
                      --ssh default --ulimit nofile=1:2 --shm-size 1m --pull --no-cache \
                      --cache-to type=registry,ref=i:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance mode=max --sbom true --tag i:1 --tag i:2 --push --load .
                    """
                )
            )
        );

    [Test]
    public void Settings_that_are_empty_are_no_flags() =>
        Assert.That(
            Build(
                Setup.ContainerDriver,
                new()
                {
                    Tags = [],
                    File = "",
                    Target = " ",
                    BuildArg = [],
                    Network = "",
                    Platform = [],
                    ShmSize = "",
                    Provenance = "",
                    Sbom = "",
                    Builder = "",
                    CacheFrom = [],
                }
            ),
            Is.EqualTo(Build(Setup.ContainerDriver, new()))
        );

    private static IEnumerable<object[]> Common() =>
        [
            [new DockerCachedBuildSettings(), ""],
            [new DockerCachedBuildSettings { File = "docker/Dockerfile" }, "--file docker/Dockerfile "],
            [new DockerCachedBuildSettings { Target = "Base" }, "--target base "],
            [new DockerCachedBuildSettings { Target = "0" }, "--target base "],
            [
                new DockerCachedBuildSettings { BuildArg = ["A=1", "B", "C="] },
                "--build-arg A=1 --build-arg B --build-arg C= ",
            ],
            [new DockerCachedBuildSettings { Label = ["a=1", "b"] }, "--label a=1 --label b "],
            [new DockerCachedBuildSettings { Network = "host" }, "--network host "],
            [new DockerCachedBuildSettings { Pull = true }, "--pull "],
            [new DockerCachedBuildSettings { Platform = ["linux/arm64"] }, "--platform linux/arm64 "],
            [
                new DockerCachedBuildSettings { AddHost = ["a:1.2.3.4", "b:::1"] },
                "--add-host a:1.2.3.4 --add-host b:::1 ",
            ],
        ];

    // The BuildKit of older engines takes them and does not heed them.
    private static IEnumerable<object[]> OfNewEnginesAndLegacyBuilders() =>
        [
            [
                new DockerCachedBuildSettings { Ulimit = ["nofile=1:2", "core=0"] },
                "--ulimit nofile=1:2 --ulimit core=0 ",
            ],
            [new DockerCachedBuildSettings { ShmSize = "128m" }, "--shm-size 128m "],
        ];

    private static IEnumerable<object[]> OfBuildKit() =>
        [
            [new DockerCachedBuildSettings { Secret = ["id=a,src=b", "id=c"] }, "--secret id=a,src=b --secret id=c "],
            [new DockerCachedBuildSettings { Ssh = ["default", "a=b"] }, "--ssh default --ssh a=b "],
        ];

    private static IEnumerable<object[]> OfBuildx() =>
        [
            [
                new DockerCachedBuildSettings { BuildContext = ["a=docker", "b=docker-image://c"] },
                "--build-context a=docker --build-context b=docker-image://c ",
            ],
            [new DockerCachedBuildSettings { Builder = "container" }, "--builder container "],
            [
                new DockerCachedBuildSettings { Platform = ["linux/amd64, linux/arm64"] },
                "--platform linux/amd64,linux/arm64 ",
            ],
            [new DockerCachedBuildSettings { Provenance = "mode=max" }, "--provenance mode=max "],
            [new DockerCachedBuildSettings { Sbom = "true" }, "--provenance false --sbom true "],
        ];

    private static string Build(Setup setup, DockerCachedBuildSettings settings)
    {
        using var workspace = Workspace.With(Dockerfile);
        workspace.Write("docker/Dockerfile", Dockerfile);
        settings.Image = "i";
        return workspace
            .Cake.DockerPlanCachedBuild(setup.Use(settings))
            .Commands.Single(command => command.Contains(" build ", StringComparison.Ordinal));
    }
}
