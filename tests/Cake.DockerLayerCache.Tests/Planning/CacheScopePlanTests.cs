using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Ci;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>What a run of a CI service reads, writes and pushes.</summary>
public sealed class CacheScopePlanTests
{
    private const string Branch = "GitHub Actions: push to a branch";
    private const string Tag = "GitHub Actions: tag";
    private const string PullRequest = "GitHub Actions: pull request";
    private const string Fork = "GitHub Actions: pull request from a fork";

    [Test]
    public void A_branch_reads_its_own_cache_and_the_shared_one_and_writes_its_own() =>
        Assert.That(
            PlanIn(Branch, Setup.BuildxOnContainerdStore, AllStages("latest", "1.4.7")),
            Is.EqualTo(
                Typed(
                    """
                    # Export: engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store: one build reads and writes a cache of every stage in the registry
                    # The cache is feature-login-df7c7aeb, else shared: GitHub Actions builds the branch feature/login. The shared one is that of the branch main.
                    # The cache is written as feature-login-df7c7aeb: the run is the repository's own.
                    # The image is pushed: the run is the repository's own.
                    docker buildx imagetools inspect docker.myrepo.com/awesome-image:buildcache--feature-login-df7c7aeb  # tells whether it is there
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache--feature-login-df7c7aeb \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache--feature-login-df7c7aeb,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false \
                      --tag docker.myrepo.com/awesome-image:1.4.7 \
                      --tag docker.myrepo.com/awesome-image:latest--feature-login-df7c7aeb \
                      --output type=image,push=true,store=false .  # of the caches docker.myrepo.com/awesome-image:buildcache--feature-login-df7c7aeb, docker.myrepo.com/awesome-image:buildcache only the first that is there
                    """
                )
            )
        );

    [Test]
    public void A_pull_request_marks_all_its_tags_and_reads_what_its_branches_have() =>
        Assert.That(
            PlanIn(PullRequest, Setup.BuildxOnContainerdStore, AllStages("latest", "1.4.7")),
            Does.Contain("ref=docker.myrepo.com/awesome-image:buildcache--pr-12 ")
                .And.Contain("ref=docker.myrepo.com/awesome-image:buildcache--feature ")
                .And.Contain("ref=docker.myrepo.com/awesome-image:buildcache ")
                .And.Contain("--cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache--pr-12,")
                .And.Contain("--tag docker.myrepo.com/awesome-image:1.4.7--pr-12 ")
                .And.Contain("--tag docker.myrepo.com/awesome-image:latest--pr-12 ")
        );

    [Test]
    public void A_pull_request_from_a_fork_reads_the_caches_and_writes_and_pushes_nothing() =>
        Assert.That(
            PlanIn(Fork, Setup.BuildxOnContainerdStore, AllStages("latest", "1.4.7")),
            Is.EqualTo(
                Typed(
                    """
                    # Export: engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store: one build reads and writes a cache of every stage in the registry
                    # The cache is pr-12, else shared: GitHub Actions builds pull request 12 from feature into main. The shared one is that of the branch main.
                    # The cache is not written: pull request 12 from feature into main comes from a fork. CacheWrite = true overrides that.
                    # The image is not pushed: pull request 12 from feature into main comes from a fork. Push = true overrides that.
                    docker buildx imagetools inspect docker.myrepo.com/awesome-image:buildcache--pr-12  # tells whether it is there
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache--pr-12 \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --provenance false \
                      --tag docker.myrepo.com/awesome-image:1.4.7--pr-12 \
                      --tag docker.myrepo.com/awesome-image:latest--pr-12 \
                      --load .  # of the caches docker.myrepo.com/awesome-image:buildcache--pr-12, docker.myrepo.com/awesome-image:buildcache only the first that is there
                    """
                )
            )
        );

    [Test]
    public void A_fork_s_image_of_several_platforms_is_built_though_no_store_has_room_for_it() =>
        Assert.That(
            PlanIn(
                Fork,
                Setup.ContainerDriver,
                new DockerCachedBuildSettings { Image = Image, Platform = ["linux/amd64", "linux/arm64"] }
            ),
            Does.Contain("--platform linux/amd64,linux/arm64").And.Not.Contain("--load").And.Not.Contain("--push")
        );

    [TestCaseSource(nameof(Setups))]
    public void A_fork_s_plan_pushes_nothing_on_any_engine(object setup) =>
        Assert.That(
            PlanIn(Fork, (Setup)setup, new DockerMultiStageCachedBuildSettings { Image = Image, Stages = ["builder"] }),
            Does.Not.Contain("docker push")
                .And.Not.Contain("--push")
                .And.Not.Contain("push=true")
                .And.Not.Contain("--cache-to")
        );

    [TestCaseSource(nameof(Setups))]
    public void A_branch_writes_nothing_that_has_no_suffix_on_any_engine(object setup)
    {
        var plan = PlanIn(
            Branch,
            (Setup)setup,
            new DockerMultiStageCachedBuildSettings { Image = Image, Stages = ["builder"] }
        );

        Assert.That(Written(plan), Is.Not.Empty.And.All.Contain("--feature-login-df7c7aeb"));
    }

    [Test]
    public void Nor_does_it_move_a_variant_of_latest() =>
        Assert.That(
            Written(PlanIn(Branch, Setup.BuildxOnContainerdStore, OneImage("1.4.7-alpine", "latest-alpine"))),
            Does.Contain($"{Image}:1.4.7-alpine")
                .And.Contain($"{Image}:latest-alpine--feature-login-df7c7aeb")
                .And.Not.Contain($"{Image}:latest-alpine")
        );

    [TestCaseSource(nameof(Setups))]
    public void A_tag_publishes_its_stages_beside_the_default_branch_s_on_any_engine(object setup)
    {
        var written = Written(PlanIn(Tag, (Setup)setup, Stage("builder")));

        Assert.That(
            written.Distinct(StringComparer.Ordinal),
            Is.EquivalentTo([$"{Image}:1.4.7", $"{Image}:builder--v1.4.7"])
        );
    }

    [TestCaseSource(nameof(Setups))]
    public void So_does_it_where_the_stage_is_the_image(object setup)
    {
        var settings = Stage("builder");
        settings.Target = "builder";

        Assert.That(
            Written(PlanIn(Tag, (Setup)setup, settings)).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo([$"{Image}:1.4.7", $"{Image}:builder--v1.4.7"])
        );
    }

    [Test]
    public void A_tag_reads_the_stages_of_the_default_branch() =>
        Assert.That(
            PlanIn(Tag, Setup.Legacy, Stage("builder")),
            Does.Contain($"docker pull {Image}:builder  # absent is fine").And.Contain($"--cache-from {Image}:builder ")
        );

    [TestCaseSource(nameof(Setups))]
    public void A_tag_writes_the_default_branch_s_stages_where_it_is_told_to_write_the_cache(object setup)
    {
        var settings = Stage("builder");
        settings.CacheWrite = true;

        Assert.That(Written(PlanIn(Tag, (Setup)setup, settings)), Does.Contain($"{Image}:builder"));
    }

    [Test]
    public void The_default_branch_is_itself_while_a_pull_request_from_it_is_open() =>
        Assert.That(
            PlanIn(
                "CircleCI: pull request",
                Setup.BuildxOnContainerdStore,
                new DockerCachedBuildSettings { Image = Image, DefaultBranch = "feature" }
            ),
            Does.Contain("# The cache is shared: CircleCI builds the branch feature. ")
                .And.Contain("# The image is pushed: the run is the repository's own.")
                .And.Contain("buildcache,mode=max")
                .And.Contain($"--tag {Image}:latest ")
        );

    [Test]
    public void The_legacy_builder_pulls_a_branch_s_own_cache_or_else_the_shared_one() =>
        Assert.That(
            PlanIn(Branch, Setup.Legacy, AllStages())
                .Split('\n')
                .Where(line => line.StartsWith("docker pull", StringComparison.Ordinal)),
            Is.EqualTo([
                "docker pull docker.myrepo.com/awesome-image:builder--feature-login-df7c7aeb || docker pull docker.myrepo.com/awesome-image:builder  # the first that is there; absent is fine",
                "docker pull docker.myrepo.com/awesome-image:latest--feature-login-df7c7aeb || docker pull docker.myrepo.com/awesome-image:latest  # the first that is there; absent is fine",
            ])
        );

    [Test]
    public void The_settings_override_each_part() =>
        Assert.That(
            PlanIn(
                Fork,
                Setup.BuildxOnContainerdStore,
                new DockerCachedBuildSettings
                {
                    Image = Image,
                    CacheScope = "try",
                    CacheWrite = true,
                    Push = true,
                }
            ),
            Is.EqualTo(
                Typed(
                    """
                    # Export: engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store: one build reads and writes a cache of every stage in the registry
                    # The cache is try, else shared: CacheScope is try. The shared one is that of the branch main.
                    # The cache is written, because CacheWrite asks for it.
                    # The image is pushed, because Push asks for it.
                    docker buildx imagetools inspect docker.myrepo.com/awesome-image:buildcache--try  # tells whether it is there
                    docker buildx build \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache--try \
                      --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                      --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache--try,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                      --provenance false \
                      --tag docker.myrepo.com/awesome-image:latest--pr-12 \
                      --output type=image,push=true,store=false .  # of the caches docker.myrepo.com/awesome-image:buildcache--try, docker.myrepo.com/awesome-image:buildcache only the first that is there
                    """
                )
            )
        );

    [TestCaseSource(nameof(Setups))]
    public void The_default_branch_s_cache_can_be_written_by_others_and_not_its_tags(object setup)
    {
        foreach (var (run, suffix) in new[] { (PullRequest, "--pr-12"), (Branch, "--feature-login-df7c7aeb") })
        {
            var settings = Stage("builder");
            settings.Tags = ["latest"];
            settings.CacheScope = "main";
            var written = Written(PlanIn(run, (Setup)setup, settings));

            Assert.That(
                written,
                Does.Contain($"{Image}:latest{suffix}")
                    .And.Contain($"{Image}:builder{suffix}")
                    .And.Not.Contain($"{Image}:latest")
                    .And.Not.Contain($"{Image}:builder"),
                run
            );
        }
    }

    [Test]
    public void The_legacy_builder_s_cache_is_then_beside_the_tags()
    {
        var settings = OneImage("latest");
        settings.CacheScope = "main";

        Assert.That(
            Written(PlanIn(Branch, Setup.Legacy, settings)).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo([$"{Image}:buildcache-image", $"{Image}:latest--feature-login-df7c7aeb"])
        );
    }

    [Test]
    public void The_default_branch_s_own_tags_have_a_scope_that_it_is_given() =>
        Assert.That(
            Written(
                PlanIn(
                    "GitHub Actions: push to main",
                    Setup.BuildxOnContainerdStore,
                    new DockerCachedBuildSettings { Image = Image, CacheScope = "nightly" }
                )
            ),
            Does.Contain($"{Image}:latest--nightly")
        );

    [Test]
    public void The_tag_of_a_pull_request_is_not_marked_a_second_time() =>
        Assert.That(
            Written(PlanIn(PullRequest, Setup.BuildxOnContainerdStore, OneImage("pr-12", "sha-1a2b3c4"))),
            Does.Contain($"{Image}:pr-12").And.Contain($"{Image}:sha-1a2b3c4--pr-12")
        );

    [Test]
    public void A_branch_that_is_called_latest_moves_no_latest() =>
        Assert.That(
            Written(
                PlanIn(
                    "Any other service: one that sets `CI`",
                    Setup.BuildxOnContainerdStore,
                    new DockerCachedBuildSettings
                    {
                        Image = Image,
                        CacheScope = "latest",
                        Push = true,
                    }
                )
            ),
            Is.EqualTo([$"{Image}:latest--latest"])
        );

    [TestCase("feature/login")]
    [TestCase("refs/heads/feature/login")]
    public void The_default_branch_can_be_named(string branch) =>
        Assert.That(
            PlanIn(
                Branch,
                Setup.BuildxOnContainerdStore,
                new DockerCachedBuildSettings { Image = Image, DefaultBranch = branch }
            ),
            Does.Contain("The shared one is that of the branch feature/login.")
                .And.Contain("buildcache,mode=max")
                .And.Contain("awesome-image:latest ")
        );

    [TestCase("feature/login", "buildcache--feature-login-df7c7aeb,mode=max")]
    [TestCase("refs/heads/feature/login", "buildcache--feature-login-df7c7aeb,mode=max")]
    [TestCase("refs/heads/main", "buildcache,mode=max")]
    [TestCase("refs/heads/", "buildcache,mode=max")]
    public void The_scope_can_be_a_branch_s_name_or_ref(string scope, string written) =>
        Assert.That(
            PlanIn(
                "GitHub Actions: push to main",
                Setup.BuildxOnContainerdStore,
                new DockerCachedBuildSettings { Image = Image, CacheScope = scope }
            ),
            Does.Contain($"--cache-to type=registry,ref={Image}:{written}")
        );

    [Test]
    public void A_cache_can_be_written_without_pushing_the_image() =>
        Assert.That(
            PlanIn(
                "not in CI",
                Setup.BuildxOnContainerdStore,
                new DockerCachedBuildSettings
                {
                    Image = Image,
                    Push = false,
                    CacheWrite = true,
                }
            ),
            Does.Contain("--cache-to").And.Contain("--load").And.Not.Contain("push=true")
        );

    [TestCaseSource(nameof(Setups))]
    public void An_image_can_be_pushed_without_writing_a_cache(object setup)
    {
        var plan = PlanIn(
            "not in CI",
            (Setup)setup,
            new DockerMultiStageCachedBuildSettings
            {
                Image = Image,
                CacheWrite = false,
                Tags = ["1.4.7"],
            }
        );

        Assert.That(Written(plan).Distinct(StringComparer.Ordinal), Is.EqualTo([$"{Image}:1.4.7"]));
        Assert.That(
            plan,
            Does.Match("(?m)^docker push |--push |push=true")
                .And.Not.Contain("--cache-to")
                .And.Not.Contain("INLINE_CACHE")
                .And.Not.Contain("du --verbose")
                .And.Not.Contain("system df"),
            "what only a cache to be kept would need"
        );
    }

    [Test]
    public void A_run_of_a_service_that_is_not_read_says_what_it_needs() =>
        Assert.That(
            PlanIn("Any other service: AWS CodeBuild", Setup.BuildxOnContainerdStore, OneImage("latest")),
            Does.Contain(
                    "# The cache is not written: AWS CodeBuild: what it builds is not read (name the branch in CacheScope), "
                        + "so the run is not trusted. CacheWrite = true overrides that.\n"
                )
                .And.Contain("so the run is not trusted. Push = true overrides that.\n")
                .And.Contain("--load")
                .And.Not.Contain("push=true")
        );

    [Test]
    public void And_does_it_then()
    {
        var settings = OneImage("latest");
        (settings.CacheScope, settings.CacheWrite, settings.Push) = ("feature/login", true, true);

        Assert.That(
            Written(PlanIn("Any other service: one that sets `CI`", Setup.BuildxOnContainerdStore, settings)),
            Has.All.Contain("--feature-login-df7c7aeb")
        );
    }

    private static DockerMultiStageCachedBuildSettings Stage(string name) =>
        new()
        {
            Image = Image,
            Tags = ["1.4.7"],
            Stages = [name],
        };

    private static IEnumerable<Setup> Setups() =>
        [Setup.Legacy, Setup.BuiltInBuildKit, Setup.BuildxOnGraphStore, Setup.BuildxOnContainerdStore];

    /// <summary>The tags and caches that a plan names to put something there.</summary>
    private static IEnumerable<string> Written(string plan)
    {
        string[] words = [.. plan.Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' '))];
        return words
            .Zip(words.Skip(1))
            .Where(pair => pair.First is "--tag" or "--cache-to" or "push" && pair.Second != "type=inline")
            .Select(pair => pair.Second);
    }

    private static string PlanIn(string run, Setup setup, DockerCachedBuildSettings settings)
    {
        using var folder = new TemporaryFolder("ci run ");
        folder.Write("Dockerfile", MultiStage);
        return CiRuns.Run(run).CakeIn(folder).DockerPlanCachedBuild(setup.Use(settings)).ToString();
    }
}
