using Cake.Core;
using Cake.Docker;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.CakeDocker.Tests;

/// <summary>Builds by Cake.Docker's settings, on real engines.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Dockerfile = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS builder
        COPY code code
        RUN cat code > result

        FROM scratch
        COPY --from=builder /result /result
        """;

    private readonly RecordedLog log = new();
    private string registry = null!;
    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public void BringUp()
    {
        registry = Had(BedRegistry.Up, mayBeMissing: !InCI);
        BedRegistry.AddBaseImages(registry, "busybox:1");
        folder = new TemporaryFolder("cake docker ");
        folder.Write("Dockerfile", Dockerfile);
        folder.Write("code", "code 1\n");
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        folder?.Dispose();
        Bed.DownAll();
    }

    [TestCase("engine26-graph")]
    [TestCase("engine20-legacy")]
    public void What_the_script_pushes_itself_the_next_machine_hits(string name)
    {
        var image = Image();
        var bed = Fresh(name);
        var first = Build();
        Cake().DockerPush(bed.Use(new DockerImagePushSettings()), $"{image}:1.4.7");
        bed.Wipe();

        var next = Build();

        Assert.Multiple(() =>
        {
            Assert.That(first.FullyCached, Is.False);
            Assert.That(next.FullyCached, log.Text);
            Assert.That(
                bed.Docker("image", "inspect", "--format", "{{.Id}}", $"{image}:1.4.7").Output,
                Does.StartWith("sha256:"),
                "the script finds what it is to push"
            );
            Assert.That(Tags(image), Does.Contain("1.4.7").And.No.Member("latest"));
        });

        DockerBuildResult Build() =>
            Cake()
                .DockerMultiStageCachedBuild(
                    bed.Use(
                        new DockerImageBuildSettings
                        {
                            Tag = [$"{image}:1.4.7", $"{image}:latest"],
                            BuildArg = [$"REGISTRY={registry}"],
                        }
                    ),
                    $"\"{folder.Path}\""
                );
    }

    [Test]
    public void What_buildx_is_to_push_is_pushed_and_the_next_machine_hits()
    {
        var image = Image();
        var bed = Fresh("engine28-containerd");
        var first = Build();
        bed.Wipe();

        var next = Build();

        Assert.Multiple(() =>
        {
            Assert.That(first.FullyCached, Is.False);
            Assert.That(next.FullyCached, log.Text);
            Assert.That(next.Digest, Is.EqualTo(first.Digest).And.Not.Null);
            Assert.That(Tags(image), Does.Contain("1.4.7"));
        });

        DockerBuildResult Build() =>
            Cake()
                .DockerMultiStageCachedBuild(
                    bed.Use(
                        new DockerBuildXBuildSettings
                        {
                            Tag = [$"{image}:1.4.7"],
                            BuildArg = [$"REGISTRY={registry}"],
                            CgroupParent = "/cake",
                            Push = true,
                        }
                    ),
                    folder.Path
                );
    }

    [Test]
    public void An_option_that_this_builder_would_leave_unheeded_is_refused()
    {
        var image = Image();
        var bed = Fresh("engine26-graph");

        Assert.That(
            () =>
                Cake()
                    .DockerCachedBuild(
                        bed.Use(new DockerImageBuildSettings { Tag = [$"{image}:1"], Memory = "1g" }),
                        folder.Path
                    ),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Property("Code")
                .EqualTo("DLC0305")
                .And.Message.Contains("Memory '1g' needs the legacy builder")
        );
    }

    private static bool InCI => Environment.GetEnvironmentVariable("CI") == "true";

    private string Image() => $"{registry}/companion/{Guid.NewGuid():N}";

    private ICakeContext Cake() => CakeHost.Create(log, folder.Path);

    private IReadOnlyList<string> Tags(string image)
    {
        using var read = new Registry(registry);
        return read.Tags(image[(registry.Length + 1)..]);
    }

    // Engine 28 comes from a suite that still moves.
    private static Bed Fresh(string name) =>
        Had(
            () =>
            {
                var bed = new Bed(name);
                bed.Wipe();
                return bed;
            },
            name.StartsWith("engine28", StringComparison.Ordinal) || !InCI
        );

    private static T Had<T>(Func<T> bringUp, bool mayBeMissing)
    {
        try
        {
            return bringUp();
        }
        catch (BedUnavailableException why) when (mayBeMissing)
        {
            Assert.Ignore(why.Message);
            throw;
        }
    }
}
