using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.Ci;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>What another package asks for that has builds run here.</summary>
public sealed class CompanionPlanTests
{
    [Test]
    public void What_the_script_pushes_is_loaded_and_its_cache_written_beside_it() =>
        Assert.That(
            Setup.BuildxOnContainerdStore.Commands(SingleStage, PushedByScript("1.4.7", "latest")),
            Does.Contain("--load")
                .And.Contain("--cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache")
                .And.Contain("--tag docker.myrepo.com/awesome-image:1.4.7 ")
                .And.Contain("--tag docker.myrepo.com/awesome-image:latest ")
                .And.Not.Contain("push")
        );

    [Test]
    public void The_legacy_builders_cache_is_then_no_tag_of_the_image()
    {
        var commands = Setup.Legacy.Commands(SingleStage, PushedByScript("latest"));

        Assert.That(commands, Does.Contain("docker push docker.myrepo.com/awesome-image:buildcache-image"));
        Assert.That(commands, Does.Not.Contain("docker push docker.myrepo.com/awesome-image:latest"));
        Assert.That(commands, Does.Contain("--cache-from docker.myrepo.com/awesome-image:buildcache-image"));
    }

    [Test]
    public void Its_tags_stay_as_they_are_on_a_branch_whose_cache_is_its_own()
    {
        var plan = PlanIn("GitHub Actions: push to a branch");

        Assert.That(plan, Does.Contain("--tag docker.myrepo.com/awesome-image:latest "));
        Assert.That(plan, Does.Contain(":buildcache--feature-login"));
        Assert.That(plan, Does.Contain("The image is not pushed: the script does that, under the tags as they are."));
    }

    [Test]
    public void So_does_that_of_a_stage_that_is_the_image()
    {
        using var folder = new TemporaryFolder("ci run ");
        folder.Write("Dockerfile", MultiStage);
        var settings = new DockerMultiStageCachedBuildSettings
        {
            Image = Image,
            Tags = ["1.4.7"],
            Target = "builder",
            Stages = ["builder"],
            Push = false,
            Load = true,
            Companion = Terms([]),
        };

        Assert.That(
            CiRuns
                .Run("GitHub Actions: push to a branch")
                .CakeIn(folder)
                .DockerPlanCachedBuild(Setup.BuildxOnContainerdStore.Use(settings))
                .ToString(),
            Does.Contain($"--tag {Image}:1.4.7 --tag {Image}:builder --load")
        );
    }

    [Test]
    public void A_pull_request_from_a_fork_writes_no_cache() =>
        Assert.That(PlanIn("GitHub Actions: pull request from a fork"), Does.Not.Contain("--cache-to"));

    [TestCaseSource(nameof(Heeded))]
    public void An_option_is_told_to_whom_heeds_it_and_refused_elsewhere(object setup, object heeded, bool? told)
    {
        var settings = PushedByScript("latest");
        settings.Companion = Terms([
            new FurtherOption("CgroupParent", "--cgroup-parent", "a b", (HeededBy)heeded),
            new FurtherOption("ForceRm", "--force-rm", null, (HeededBy)heeded),
        ]);

        if (told is { } isTold)
        {
            Assert.That(
                ((Setup)setup).Commands(SingleStage, settings),
                isTold ? Does.Contain(" --cgroup-parent 'a b' --force-rm ") : Does.Not.Contain("--force-rm")
            );
        }
        else
        {
            Assert.That(
                () => ((Setup)setup).Commands(SingleStage, settings),
                Throws
                    .TypeOf<DockerLayerCacheException>()
                    .With.Property("Code")
                    .EqualTo("DLC0305")
                    .And.Message.Contains("CgroupParent 'a b' needs ")
            );
        }
    }

    [Test]
    public void What_is_run_anew_is_so_in_the_first_build_alone()
    {
        var settings = new DockerMultiStageCachedBuildSettings
        {
            Image = Image,
            Stages = ["builder"],
            Companion = new CompanionTerms
            {
                Tool = context => new DockerTool(context),
                Options = [new FurtherOption("NoCacheFilter", "--no-cache-filter", "builder", HeededBy.Buildx)],
            },
        };

        Assert.Multiple(() =>
        {
            Assert.That(
                Setup.BuildxOnGraphStore.Commands(MultiStage, settings).Split('\n'),
                Has.One.Contains("--no-cache-filter builder")
            );
            Assert.That(
                Setup.BuildxOnContainerdStore.Commands(MultiStage, settings),
                Is.EqualTo(
                    Typed(
                        """
                        docker buildx build --no-cache-filter builder \
                          --cache-from type=registry,ref=docker.myrepo.com/awesome-image:buildcache \
                          --cache-to type=registry,ref=docker.myrepo.com/awesome-image:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true \
                          --provenance false --tag docker.myrepo.com/awesome-image:latest \
                          --output type=image,push=true,store=false .
                        docker buildx build --target builder --provenance false \
                          --tag docker.myrepo.com/awesome-image:builder --output type=image,push=true,store=false .
                        """
                    )
                )
            );
        });
    }

    private static IEnumerable<object?[]> Heeded() =>
        [
            [Setup.Legacy, HeededBy.LegacyBuilder, true],
            [Setup.Legacy, HeededBy.LegacyBuilderAndBuildx, true],
            [Setup.Legacy, HeededBy.LegacyBuilderOthersNeedNone, true],
            [Setup.Legacy, HeededBy.Buildx, null],
            [Setup.BuiltInBuildKit, HeededBy.LegacyBuilder, null],
            [Setup.BuiltInBuildKit, HeededBy.LegacyBuilderAndBuildx, null],
            [Setup.BuiltInBuildKit, HeededBy.LegacyBuilderOthersNeedNone, false],
            [Setup.BuiltInBuildKit, HeededBy.Buildx, null],
            [Setup.BuildxOnGraphStore, HeededBy.LegacyBuilder, null],
            [Setup.BuildxOnGraphStore, HeededBy.LegacyBuilderAndBuildx, true],
            [Setup.BuildxOnGraphStore, HeededBy.LegacyBuilderOthersNeedNone, false],
            [Setup.BuildxOnGraphStore, HeededBy.Buildx, true],
        ];

    private static string PlanIn(string run)
    {
        using var folder = new TemporaryFolder("ci run ");
        folder.Write("Dockerfile", SingleStage);
        return CiRuns
            .Run(run)
            .CakeIn(folder)
            .DockerPlanCachedBuild(Setup.BuildxOnContainerdStore.Use(PushedByScript("latest")))
            .ToString();
    }

    private static DockerCachedBuildSettings PushedByScript(params string[] tags)
    {
        var settings = OneImage(tags);
        settings.Push = false;
        settings.Load = true;
        settings.Companion = Terms([]);
        return settings;
    }

    private static CompanionTerms Terms(IReadOnlyList<FurtherOption> options) =>
        new()
        {
            Tool = context => new DockerTool(context),
            Options = options,
            PushedByScript = true,
        };
}
