using System.Text.Json;
using Cake.Core;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Records;

/// <summary>Where the record of a build is kept.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordStoreTests
{
    private const string LastLabel = "cake.dockerlayercache.record.2";

    private readonly Images images = new();

    [Test]
    public void A_record_too_long_for_one_label_is_put_together_again()
    {
        var record = Record(files: 4000);

        Assert.That(Store().Write(record, Place("own")), Is.Null);

        var labels = images.Labels["i:own"];
        Assert.Multiple(() =>
        {
            Assert.That(labels, Contains.Key(LastLabel));
            Assert.That(labels.Values, Is.All.Matches<string>(value => value.Length <= 60_000));
            Assert.That(RecordText.Write(Store().Read([Place("own")])!), Is.EqualTo(RecordText.Write(record)));
        });
    }

    [Test]
    public void A_record_of_which_a_part_is_lost_is_none()
    {
        Store().Write(Record(files: 4000), Place("own"));
        images.Labels["i:own"].Remove(LastLabel);

        Assert.That(Store().Read([Place("own")]), Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Where_a_scope_has_no_record_that_of_the_next_one_is_read(bool somethingElseIsThere)
    {
        if (somethingElseIsThere)
        {
            images.Labels["i:own"] = new(StringComparer.Ordinal) { ["maintainer"] = "somebody" };
        }

        Store().Write(Record(files: 1), Place("shared"));

        Assert.That(Store().Read([Place("own"), Place("shared")])?.Files?.Entries.Keys, Is.EqualTo(["file 0"]));
    }

    [Test]
    public void The_nearest_record_is_read()
    {
        Store().Write(Record(files: 1), Place("own"));
        Store().Write(Record(files: 2), Place("shared"));

        Assert.That(Store().Read([Place("own"), Place("shared")])!.Files!.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_docker_says_where_it_cannot_write_is_told()
    {
        images.Refusal = "denied: requested access to the resource is denied";

        Assert.That(Store().Write(Record(files: 1), Place("own")), Is.EqualTo(images.Refusal));
    }

    [Test]
    public void A_docker_that_cannot_be_started_any_more_is_told_too()
    {
        images.Problem = new CakeException("Docker: Could not locate executable.");

        Assert.That(Store().Write(Record(files: 1), Place("own")), Is.EqualTo(images.Problem.Message));
    }

    [Test]
    public void A_record_that_cannot_be_written_is_a_warning_of_the_build()
    {
        using var docker = Setup.BuildxOnContainerdStore.Fresh();
        docker.Act("buildx-build", "case \"$*\" in *:layercache-record*) echo 'denied: no access' >&2; exit 1 ;; esac");

        Assert.That(
            Build(docker, new DockerCachedBuildSettings()).Warnings,
            Does.Contain(
                "DLC0507: the record i:layercache-record could not be written, so the next build cannot say why a step was "
                    + "not reused. Docker says: denied: no access"
            )
        );
    }

    [TestCase(true, true, 1)]
    [TestCase(true, false, 1)]
    [TestCase(false, true, 0)]
    [TestCase(false, false, 0)]
    public void A_build_that_writes_no_cache_leaves_no_record(bool cacheWrite, bool push, int records)
    {
        using var docker = Setup.BuildxOnContainerdStore.Fresh();

        Build(docker, new DockerCachedBuildSettings { CacheWrite = cacheWrite, Push = push });

        Assert.That(
            docker.AllCalls.Count(call =>
                call.Arguments is ["buildx", "build", ..]
                && call.Arguments.Contains("i:layercache-record", StringComparer.Ordinal)
            ),
            Is.EqualTo(records)
        );
    }

    private static DockerBuildResult Build(DockerStandIn docker, DockerCachedBuildSettings settings)
    {
        using var workspace = Workspace.With("FROM busybox\nRUN make");
        settings.Image = "i";
        return workspace.Cake.DockerCachedBuild(Setup.BuildxOnContainerdStore.Use(settings, docker));
    }

    private RecordStore Store() =>
        new(
            new RemoteImages(images, Facts.BuildxOnContainerdStore, builder: null),
            images,
            Facts.BuildxOnContainerdStore,
            builder: null
        );

    private static ImageReference Place(string tag) =>
        ImageName.Parse("i", "Image").WithTag(ImageTag.Parse(tag, "Tags"));

    // Digests do not pack, so its length is about that of them all.
    private static BuildRecord Record(int files)
    {
        var digest = new RecordDigest("salt");
        return new()
        {
            Digest = digest,
            Made = DateTimeOffset.UnixEpoch,
            Arguments = new Dictionary<string, string>(StringComparer.Ordinal),
            Stages = Enumerable
                .Range(0, files)
                .ToDictionary(
                    i => $"stage{i}",
                    i => new StageRecord(
                        "busybox",
                        [new InstructionRecord("RUN", digest.OfContent($"text {i}"), digest.OfContent($"words {i}"))]
                    ),
                    StringComparer.Ordinal
                ),
            Files = new FileTable(
                Enumerable
                    .Range(0, files)
                    .ToDictionary(
                        i => $"file {i}",
                        i => new FileDigest(digest.OfContent($"content {i}"), 0x1a4),
                        StringComparer.Ordinal
                    )
            ),
        };
    }

    /// <summary>A registry behind docker, that knows images by their labels.</summary>
    private sealed class Images : IDocker
    {
        private const string Before = """{"manifest":{"digest":"sha256:1"},"image":{"config":{"Labels":""";
        private const string Behind = "}}}";

        public Dictionary<string, Dictionary<string, string>> Labels { get; } = new(StringComparer.Ordinal);

        public string? Refusal { get; set; }

        public CakeException? Problem { get; set; }

        public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null)
        {
            if (Problem is not null)
            {
                throw Problem;
            }

            var arguments = command.Arguments;
            if (!command.IsBuild)
            {
                return Labels.TryGetValue(arguments[^1], out var labels)
                    ? new(0, [$"{Before}{JsonSerializer.Serialize(labels)}{Behind}"], [])
                    : new(1, [], [$"ERROR: {arguments[^1]}: not found"]);
            }

            if (Refusal is not null)
            {
                return new(1, [], [Refusal]);
            }

            Labels[arguments[arguments.ToList().IndexOf("--tag") + 1]] = File.ReadLines(
                    Path.Combine(arguments[^1], "Dockerfile")
                )
                .Where(line => line.StartsWith("LABEL ", StringComparison.Ordinal))
                .Select(line => line["LABEL ".Length..].Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
            return new(0, [], []);
        }
    }
}
