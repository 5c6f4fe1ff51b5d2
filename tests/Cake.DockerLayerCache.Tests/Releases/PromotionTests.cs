using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Ci;

namespace Cake.DockerLayerCache.Tests.Releases;

/// <summary>Which runs promote, and what.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PromotionTests : IDisposable
{
    // Whatever is asked for is there, and what is copied arrives.
    private const string Registry = """
        case "$*" in
        *create*) ;;
        *) echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}' ;;
        esac
        """;

    private readonly TemporaryFolder folder = new("promotion ");
    private readonly DockerStandIn docker = Setup.BuildxOnContainerdStore.Fresh();

    public PromotionTests() => docker.Act("buildx-imagetools", Registry);

    public void Dispose()
    {
        docker.Dispose();
        folder.Dispose();
    }

    [Test]
    public void What_is_in_the_repository_is_promoted() =>
        Assert.Multiple(() =>
        {
            foreach (var run in CiRuns.All.Where(run => run.Facts() is null or { Trust: CiTrust.Trusted }))
            {
                Assert.That(Promote(run).Tags, Is.EqualTo(["1.4.7"]), run.Name);
            }
        });

    [Test]
    public void A_pull_request_and_what_nobody_can_name_are_not_and_docker_is_asked_nothing()
    {
        Assert.Multiple(() =>
        {
            foreach (var (run, facts) in NotTrusted)
            {
                Assert.That(
                    () => Promote(run),
                    Throws
                        .TypeOf<DockerLayerCacheException>()
                        .With.Message.StartsWith(
                            $"DLC0121: nothing is promoted, because this run builds {facts.What}"
                                + $"{(facts.Doubt is { } doubt ? $" ({facts.Provider}: {doubt})" : "")}, and "
                        ),
                    run.Name
                );
            }
        });
        Assert.That(docker.AllCalls, Is.Empty);
    }

    [Test]
    public void Push_promotes_them_all_the_same() =>
        Assert.Multiple(() =>
        {
            foreach (var (run, _) in NotTrusted)
            {
                Assert.That(Promote(run, new() { Push = true }).Tags, Is.EqualTo(["1.4.7"]), run.Name);
            }
        });

    [Test]
    public void The_default_branch_s_own_run_promotes_while_a_pull_request_from_it_is_open() =>
        Assert.That(
            Promote(CiRuns.Run("CircleCI: pull request"), new() { DefaultBranch = "refs/heads/feature" }).Tags,
            Is.EqualTo(["1.4.7"])
        );

    [TestCase(null, "dev/app:1.5.0", false)]
    [TestCase(null, "released/app:1.5.0", false)]
    [TestCase("first/app:1.4.7", "first/app:1.5.0", false)]
    [TestCase(null, "first/app:1.5.0", true)]
    [TestCase("base:9.0.1", "base:9.0.2", true)]
    public void A_tag_is_compared_where_it_stands_for_a_version_of_what_is_promoted(
        string? source,
        string current,
        bool moves
    )
    {
        docker.Act(
            "buildx-imagetools",
            $"""
            case "$*" in
            *create*) ;;
            *dev/app*) echo '{Image(source)}' ;;
            *) echo '{Image(current)}' ;;
            esac
            """
        );
        var promotion = Promote(
            CiRuns.Run("not in CI"),
            new() { Image = "r.io/released/app" },
            "r.io/dev/app:sha-1",
            "1.4.7",
            "latest"
        );

        Assert.That(promotion.Tags, Is.EqualTo((string[])(moves ? ["1.4.7", "latest"] : ["1.4.7"])));

        static string Image(string? release) =>
            """{"manifest":{"digest":"sha256:1"},"image":{"config":{"Labels":"""
            + (
                release is null
                    ? "{}"
                    : $$"""{"cake.dockerlayercache.release":"{{release}}","org.opencontainers.image.version":"{{release.Split(
                        ':'
                    )[1]}}"}"""
            )
            + "}}}";
    }

    [Test]
    public void Where_every_tag_stands_for_a_newer_version_nothing_is_said_to_be_released()
    {
        docker.Act(
            "buildx-imagetools",
            """echo '{"manifest":{"digest":"sha256:1"},"image":{"config":{"Labels":{"org.opencontainers.image.version":"2.0.0","cake.dockerlayercache.release":"app:2.0.0"}}}}'"""
        );
        var cake = CiRuns.Run("not in CI").CakeIn(folder);
        cake.DockerPromote(
            Setup.BuildxOnContainerdStore.Use(new DockerPromoteSettings { Version = "1.4.7" }, docker),
            "app:sha-1",
            "latest"
        );

        Assert.That(
            ((RecordedLog)cake.Log).At(LogLevel.Information),
            Has.One.EqualTo("app:latest stays at 2.0.0: 1.4.7 is older.").And.None.Contains(" now, ")
        );
    }

    [TestCase("docker.myrepo.com/app")]
    [TestCase("localhost:5000/app")]
    public void A_source_without_tag_and_digest_is_refused(string source) =>
        Assert.That(
            Refusal(source, "1.4.7"),
            Does.StartWith(
                $"DLC0120: the source '{source}' is no image to promote: it has neither a tag nor a digest. "
            )
        );

    [Test]
    public void A_promotion_to_no_tag_is_refused() =>
        Assert.That(
            Refusal("app:sha-1"),
            Is.EqualTo("DLC0112: tags '' cannot be used. Expected one tag or more. Correct or remove it.")
        );

    private static IEnumerable<(CiRun Run, CiFacts Facts)> NotTrusted =>
        CiRuns
            .All.Select(run => (run, run.Facts()!))
            .Where(each => each.Item2 is { Trust: CiTrust.Fork or CiTrust.PullRequest or CiTrust.Unknown });

    private DockerPromotion Promote(CiRun run, DockerPromoteSettings? settings = null) =>
        Promote(run, settings ?? new(), "app:sha-1", "1.4.7");

    private DockerPromotion Promote(CiRun run, DockerPromoteSettings settings, string source, params string[] tags) =>
        run.CakeIn(folder).DockerPromote(Setup.BuildxOnContainerdStore.Use(settings, docker), source, tags);

    private string Refusal(string source, params string[] tags)
    {
        var problem = Assert.Throws<DockerLayerCacheException>(() =>
            Promote(CiRuns.Run("not in CI"), new(), source, tags)
        )!;
        Assert.That(docker.AllCalls, Is.Empty);
        return problem.Message;
    }
}
