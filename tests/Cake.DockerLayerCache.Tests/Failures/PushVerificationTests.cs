using System.Security.Cryptography;
using System.Text;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Failures;

/// <summary>What is made of what the registry has under a tag that was pushed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PushVerificationTests
{
    private const string Pushed = "sha256:aa";
    private const string Ask = "docker buildx imagetools inspect i:latest";
    private const string PushAgain = "docker push i:latest";
    private const string AskForDigest = "docker buildx imagetools inspect i@sha256:aa";

    private const string AskForManifest = "docker buildx imagetools inspect --raw i:latest";

    private static readonly string Whole = Layer("application/vnd.docker.image.rootfs.diff.tar.gzip");
    private static readonly string Damaged = Layer("application/vnd.docker.im`ge.rootfs.diff.tar.gzip");
    private static readonly ImageReference Latest = ImageName.Parse("i", "Image").WithTag(ImageTag.Latest);

    private readonly ScriptedDocker docker = new();
    private readonly RunState state = new();
    private readonly List<TimeSpan> pauses = [];
    private readonly PushVerification verification;

    public PushVerificationTests() => verification = Verification(Facts.BuildxOnContainerdStore);

    [Test]
    public void A_tag_that_is_what_was_pushed_is_fine()
    {
        docker.On(Ask, Says(Pushed));

        Assert.That(Check(), Is.Empty);
        Assert.That(pauses, Is.Empty);
    }

    [Test]
    public void Without_buildx_a_pull_tells_it()
    {
        docker.On(
            "docker pull i:latest",
            "latest: Pulling from i",
            $"Digest: {Pushed}",
            "Status: Image is up to date for i:latest"
        );

        Assert.That(Check(Facts.Legacy), Is.Empty);
    }

    [Test]
    public void A_registry_that_needs_a_moment_gets_it()
    {
        docker.Fail(Ask, "ERROR: i:latest: not found").On(Ask, Says("sha256:old")).On(Ask, Says(Pushed));

        Assert.That(Check(), Is.Empty);
        Assert.That(pauses, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_tag_that_is_not_there_is_an_error()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.Fail(Ask, "ERROR: i:latest: not found");
        }

        docker.Fail(PushAgain, "An image does not exist locally with the tag: i");

        Assert.That(
            Problem(),
            Is.EqualTo(
                "DLC0409: docker says that it pushed, and the registry does not have it. In place: nothing. Not in place, or not "
                    + "to be read: i:latest. Expected each tag to be what was pushed. Running again is safe. Seen:\n"
                    + "i:latest: ERROR: i:latest: not found"
            )
        );
    }

    [Test]
    public void A_registry_that_does_not_say_is_an_error_too()
    {
        docker.Fail(Ask, "401 Unauthorized");

        Assert.That(Problem(), Does.StartWith("DLC0409: ").And.EndWith("i:latest: 401 Unauthorized"));
    }

    [TestCase("http: server gave HTTP response to HTTPS client")]
    [TestCase("tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    [TestCase("dial tcp: lookup registry on 10.0.0.2:53: no such host")]
    [TestCase("dial tcp 127.0.0.1:5000: connect: connection refused")]
    public void A_registry_that_only_the_builder_reaches_is_a_warning(string words)
    {
        docker.Fail(Ask, words);

        Assert.That(
            Check(),
            Is.EqualTo([
                "DLC0514: docker pushed i:latest, and it was not read back, because docker's command line did not reach the "
                    + "registry, as the builder did. Where that is so in each build, have the system that Cake runs on trust "
                    + $"the registry's certificate and know its name. Docker says: {words}",
            ])
        );
    }

    [Test]
    public void One_that_the_engine_reaches_no_more_is_an_error()
    {
        docker.Fail("docker pull i:latest", "dial tcp 127.0.0.1:5000: connect: connection refused");

        Assert.That(
            Problem(Facts.Legacy),
            Does.StartWith("DLC0409: ").And.EndWith("i:latest: dial tcp 127.0.0.1:5000: connect: connection refused")
        );
    }

    [TestCase("{\"config\":{\"digest\":\"sha256:own\"}}", "{\"config\":{\"digest\":\"sha256:theirs\"}}")]
    [TestCase(
        "{\"manifests\":[{\"digest\":\"sha256:same\"},{\"digest\":\"sha256:own\"}]}",
        "{\"manifests\":[{\"digest\":\"sha256:same\"},{\"digest\":\"sha256:theirs\"}]}"
    )]
    public void A_tag_that_another_build_has_moved_since_is_a_warning(string own, string theirs)
    {
        for (var i = 0; i < 4; i++)
        {
            docker.On(Ask, Says("sha256:other"));
        }

        docker
            .On(AskForDigest, Says(Pushed))
            .On("docker buildx imagetools inspect --raw i@sha256:aa", own)
            .On("docker buildx imagetools inspect --raw i:latest", theirs);

        Assert.That(
            Check(),
            Is.EqualTo([
                "DLC0509: i:latest was pushed as sha256:aa and is sha256:other now: another build has pushed it since. The image "
                    + "of this one is there under its digest.",
            ])
        );
    }

    [Test]
    public void A_tag_that_kept_another_image_is_an_error_where_the_pushed_one_is_nowhere()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.On(Ask, Says("sha256:old"));
        }

        docker.Fail(AskForDigest, "ERROR: not found").Fail(PushAgain);

        Assert.That(Problem(), Does.EndWith("i:latest is sha256:old, and sha256:aa was pushed"));
    }

    [Test]
    public void A_tag_whose_manifest_was_damaged_on_its_way_is_an_error()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.On(Ask, Says("sha256:damaged"));
        }

        docker
            .On(AskForDigest, Says(Pushed))
            .On("docker buildx imagetools inspect --raw i@sha256:aa", Manifest("sha256:own"))
            .On("docker buildx imagetools inspect --raw i:latest", Manifest("sha256:own"))
            .Fail(PushAgain);

        Assert.That(Problem(), Does.EndWith("i:latest is sha256:damaged, and sha256:aa was pushed"));
    }

    [Test]
    public void A_tag_that_came_damaged_is_pushed_once_more()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.Fail(Ask, "ERROR: i:latest: not found");
        }

        docker.On(PushAgain).On(Ask, Says(Pushed));

        Assert.That(Check(), Is.Empty);
    }

    [Test]
    public void What_is_pushed_once_more_has_to_be_what_was_pushed()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.Fail(Ask, "ERROR: i:latest: not found");
        }

        docker.On(PushAgain, "latest: digest: sha256:stale size: 1");
        for (var i = 0; i < 4; i++)
        {
            docker.On(Ask, Says("sha256:stale"));
        }

        docker.Fail(AskForDigest, "ERROR: not found");

        Assert.That(
            Problem(),
            Does.StartWith("DLC0409: ").And.EndWith("i:latest is sha256:stale, and sha256:aa was pushed")
        );
    }

    [Test]
    public void What_is_not_in_the_engines_store_is_not_pushed_once_more()
    {
        using var workspace = Workspace.With("FROM busybox");
        using var standIn = Setup.BuildxOnContainerdStore.Fresh();
        standIn.Act("buildx-imagetools", "echo 'ERROR: i:latest: not found' >&2; exit 1");
        standIn.Push("sha256:aa");
        var settings = new DockerCachedBuildSettings
        {
            Image = "i",
            CacheWrite = false,
            Push = true,
        };

        Assert.That(
            () => workspace.Cake.DockerCachedBuild(Setup.BuildxOnContainerdStore.Use(settings, standIn)),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.StartsWith("DLC0409: ")
        );
        Assert.That(standIn.AllCalls.Where(call => call.Arguments is ["push", ..]), Is.Empty);
    }

    [Test]
    public void A_stage_s_image_is_not_in_the_engines_store_though_the_image_is()
    {
        using var workspace = Workspace.With(
            "FROM busybox AS builder\nRUN make\nFROM busybox\nCOPY --from=builder a a"
        );
        using var standIn = Setup.BuildxOnContainerdStore.Fresh();
        standIn.Act("buildx-imagetools", "echo 'ERROR: not found' >&2; exit 1");
        standIn.Push("sha256:aa");
        var settings = new DockerMultiStageCachedBuildSettings
        {
            Image = "i",
            CacheWrite = false,
            Push = true,
            Load = true,
            Stages = ["builder"],
        };

        Assert.That(
            () => workspace.Cake.DockerMultiStageCachedBuild(Setup.BuildxOnContainerdStore.Use(settings, standIn)),
            Throws.TypeOf<DockerLayerCacheException>().With.Message.Contains("i:builder: ERROR: not found")
        );
        Assert.That(
            standIn.AllCalls.Where(call => call.Arguments is ["push", ..]).Select(call => call.Arguments[^1]),
            Is.EqualTo(["i:latest"])
        );
    }

    [Test]
    public void An_engine_that_repeats_the_registrys_digest_has_its_manifests_read()
    {
        docker.On(AskForManifest, Whole);

        Assert.That(Check(Facts.BuildxOnGraphStore, DigestOf(Whole)), Is.Empty);
    }

    [Test]
    public void A_manifest_that_came_damaged_is_pushed_once_more_whatever_digest_docker_told()
    {
        docker
            .On(AskForManifest, Damaged)
            .On(PushAgain, $"latest: digest: {DigestOf(Whole)} size: 1")
            .On(AskForManifest, Whole);

        Assert.That(Check(Facts.BuildxOnGraphStore, DigestOf(Damaged)), Is.Empty);
        Assert.That(state.Digest, Is.EqualTo(DigestOf(Whole)));
    }

    [Test]
    public void A_manifest_that_stays_damaged_is_an_error()
    {
        docker.On(AskForManifest, Damaged).Fail(PushAgain);

        Assert.That(
            Problem(Facts.BuildxOnGraphStore, DigestOf(Damaged)),
            Does.StartWith("DLC0409: ")
                .And.EndWith(
                    $"i:latest is {DigestOf(Damaged)}, which is damaged: its part sha256:l is of the type "
                        + "'application/vnd.docker.im`ge.rootfs.diff.tar.gzip'"
                )
        );
    }

    [Test]
    public void A_manifest_that_is_no_JSON_any_more_is_an_error()
    {
        docker.On(AskForManifest, "{\"layers\"").Fail(PushAgain);

        Assert.That(
            Problem(Facts.BuildxOnGraphStore, DigestOf("{\"layers\"")),
            Does.Contain($"i:latest is {DigestOf("{\"layers\"")}, which is damaged: it is no JSON: ")
        );
    }

    [Test]
    public void A_manifest_that_is_another_one_is_given_the_same_time_as_any()
    {
        docker.On(AskForManifest, Damaged).On(Ask, Says("sha256:old")).On(Ask, Says(DigestOf(Whole)));

        Assert.That(Check(Facts.BuildxOnGraphStore, DigestOf(Whole)), Is.Empty);
        Assert.That(pauses, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_manifest_that_stays_another_one_is_pushed_once_more()
    {
        docker.On(AskForManifest, Damaged);
        for (var i = 0; i < 4; i++)
        {
            docker.On(Ask, Says("sha256:old"));
        }

        docker
            .Fail($"docker buildx imagetools inspect i@{DigestOf(Whole)}", "ERROR: not found")
            .On(PushAgain, $"latest: digest: {DigestOf(Whole)} size: 1")
            .On(AskForManifest, Whole);

        Assert.That(Check(Facts.BuildxOnGraphStore, DigestOf(Whole)), Is.Empty);
    }

    [Test]
    public void Without_buildx_the_two_are_told_apart_by_what_was_pulled()
    {
        for (var i = 0; i < 4; i++)
        {
            docker.On("docker pull i:latest", "Digest: sha256:other");
        }

        docker
            .On("docker pull i@sha256:aa", $"Digest: {Pushed}")
            .On("docker image inspect --format '{{.Id}}' i@sha256:aa", "sha256:own")
            .On("docker image inspect --format '{{.Id}}' i:latest", "sha256:theirs");

        Assert.That(Check(Facts.Legacy).Single(), Does.StartWith("DLC0509: "));
    }

    [Test]
    public void What_was_asked_for_beside_the_build_is_not_asked_for_again()
    {
        docker.On(Ask, Says(Pushed));
        verification.Begin(Latest, Pushed);

        Assert.That(Check(), Is.Empty);
    }

    [Test]
    public void A_push_that_was_made_again_is_asked_for_again()
    {
        docker.Fail(Ask, "503 Service Unavailable");
        verification.Begin(Latest, Pushed);
        Assert.That(() => docker.Missing, Is.Empty.After(10_000, 10));
        docker.On(Ask, Says(Pushed));

        Assert.That(Check(), Is.Empty);
    }

    [TestCase("sha256:bb", "sha256:bb")]
    [TestCase(null, "nothing that can be read")]
    public void A_digest_that_docker_did_not_tell_is_a_warning_and_what_the_registry_has(string? found, string told)
    {
        if (found is null)
        {
            docker.Fail(Ask, "401 Unauthorized");
        }
        else
        {
            docker.On(Ask, Says(found));
        }

        Assert.That(
            Check(pushed: null).Single(),
            Does.StartWith("DLC0512: docker pushed i:latest and did not tell the digest, ")
                .And.Contains($"The registry has {told} there now. ")
        );
        Assert.That(state.Digest, Is.EqualTo(found));
    }

    [Test]
    public void Where_the_registry_is_not_asked_because_that_would_pull_the_warning_says_so() =>
        Assert.That(
            RunProblems.DigestUnknown(Latest, null, isAsked: false),
            Does.Contain("The registry was not asked, as that would pull the image. Where docker has a folder ")
        );

    private static string[] Says(string digest) =>
        ["Name:      i:latest", "MediaType: application/vnd.oci.image.manifest.v1+json", $"Digest:    {digest}"];

    private static string Layer(string type) =>
        "{\"layers\":[{\"mediaType\":\"" + type + "\",\"digest\":\"sha256:l\"}]}";

    private static string DigestOf(string text) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string[] Manifest(string config) => ["{\"config\":{\"digest\":\"" + config + "\"}}"];

    private string Problem(EngineFacts? facts = null, string pushed = Pushed)
    {
        var problem = Assert.Throws<DockerLayerCacheException>(() => Run(facts, pushed))!;
        AssertAllAsked();
        return problem.Message.ReplaceLineEndings("\n");
    }

    private IReadOnlyList<string> Check(EngineFacts? facts = null, string? pushed = Pushed)
    {
        var warnings = Run(facts, pushed);
        AssertAllAsked();
        return warnings;
    }

    private void AssertAllAsked()
    {
        Assert.That(docker.Unexpected, Is.Empty, "commands that nobody expected");
        Assert.That(docker.Missing, Is.Empty, "commands that did not come");
    }

    private IReadOnlyList<string> Run(EngineFacts? facts, string? pushed)
    {
        state.InPlace[Latest] = pushed;
        state.Digest = pushed;
        var push = new PushStep(DockerCommand.Push("i:latest"), Latest, stageOf: null, required: true);
        var plan = new BuildPlan
        {
            Strategy = DockerBuildStrategy.Export,
            Reason = "",
            Stages = [],
            Phases = [PlanPhase.Of(push)],
            StageImages = new Dictionary<Cake.DockerLayerCache.Dockerfiles.Stage, ImageReference>(),
            Sources = [],
            Records = [],
            Warnings = [],
        };
        return (facts is null ? verification : Verification(facts)).Check(plan, state);
    }

    private PushVerification Verification(EngineFacts facts) =>
        new(
            new RemoteImages(docker, facts, builder: null),
            reference => docker.Run(DockerCommand.Push($"{reference}")),
            pauses.Add
        );
}
