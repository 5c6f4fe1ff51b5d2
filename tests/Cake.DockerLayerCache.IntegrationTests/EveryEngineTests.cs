using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What a user may count on whatever the engine.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class EveryEngineTests(string name)
{
    private Bed bed = null!;

    [OneTimeSetUp]
    public void Wipe() => bed = Beds.Fresh(name);

    [Test]
    public void The_next_machine_hits_without_latest_among_the_tags()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        workspace.Build(bed, settings => settings.Tags = ["1.4.7"]);
        Wipe();

        var next = workspace.Build(bed, settings => settings.Tags = ["1.4.8"]);

        Assert.That(next.FullyCached, workspace.Log.Text);
        Assert.That(workspace.PushedTags, Does.Contain("1.4.8").And.No.Member("latest"));
    }

    [Test]
    public void Nothing_is_pushed_where_nothing_is_to_be_pushed()
    {
        using var workspace = new Workspace(Workspace.TwoStages);

        var result = workspace.Build(bed, settings => settings.Push = false);

        Assert.Multiple(() =>
        {
            Assert.That(workspace.PushedTags, Is.Empty);
            Assert.That(result.Digest, Is.Null);
            Assert.That(bed.Docker("image", "ls", "--quiet", workspace.Image).Output, Is.Not.Empty);
        });
    }

    [Test]
    public void A_stage_that_is_named_is_an_image_people_can_run()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        workspace.Build(bed, settings => settings.Stages = ["builder"]);
        Wipe();

        Assert.That(bed.Run($"{workspace.Image}:builder", "cat", "/result"), Is.EqualTo("deps 1\ncode 1\n"));
    }

    [Test]
    public void A_named_stage_whose_change_is_undone_is_what_it_was()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        foreach (var code in new[] { "code 1\n", "code 2\n", "code 1\n" })
        {
            Wipe();
            workspace.Write("code", code);
            workspace.Build(bed, settings => settings.Stages = ["builder"]);
            Wipe();

            Assert.That(bed.Run($"{workspace.Image}:builder", "cat", "/result"), Is.EqualTo($"deps 1\n{code}"));
        }
    }

    [Test]
    public void A_named_stage_that_is_unchanged_keeps_its_digest()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        using var registry = new Registry(Beds.Registry.Address);
        var digests = new List<string>();
        foreach (var code in new[] { "code 1\n", "code 2\n", "code 2\n", "code 2\n" })
        {
            Wipe();
            workspace.Write("code", code);
            workspace.Build(bed, settings => settings.Stages = ["builder"]);
            digests.Add(registry.Digest(workspace.Repository, "builder"));
        }

        Assert.That(digests[1], Is.Not.EqualTo(digests[0]));
        // The cache that is exported behind the stage has another time for its last step than the stage's image.
        Assert.That(
            digests.Skip(name == Beds.ContainerdStore ? 2 : 1).Distinct(StringComparer.Ordinal),
            Has.Exactly(1).Items
        );
    }

    [TestCase("exit 1")]
    [TestCase("true")]
    public void A_stage_that_only_its_name_asks_for_is_built_where_nothing_is_pushed(string tests)
    {
        using var workspace = new Workspace(
            $$"""
            ARG REGISTRY
            FROM ${REGISTRY}/busybox:1 AS builder
            RUN echo built > /result
            FROM builder AS tests
            RUN {{tests}}
            FROM builder
            RUN true
            """
        );
        DockerBuildResult Build() =>
            workspace.Build(
                bed,
                settings =>
                {
                    settings.Push = false;
                    settings.Stages = ["tests"];
                }
            );

        if (tests == "true")
        {
            Assert.That(Build().Stages.Select(stage => stage.Name), Does.Contain("tests"));
        }
        else
        {
            Assert.That(Build, Throws.TypeOf<DockerLayerCacheException>().With.Message.Contains("'tests'"));
        }

        Assert.That(workspace.PushedTags, Is.Empty);
    }

    [Test]
    public void A_stage_in_the_middle_can_be_the_target()
    {
        using var workspace = new Workspace(Workspace.TwoStages);
        workspace.Build(bed, settings => settings.Target = "builder");
        Wipe();

        var next = workspace.Build(bed, settings => settings.Target = "BUILDER");

        Assert.That(next.FullyCached, workspace.Log.Text);
        Assert.That(bed.Run($"{workspace.Image}:latest", "cat", "/result"), Is.EqualTo("deps 1\ncode 1\n"));
    }

    [Test]
    public void A_failing_step_is_told_with_its_stage_its_line_and_dockers_words()
    {
        using var workspace = new Workspace(
            """
            ARG REGISTRY
            FROM ${REGISTRY}/busybox:1 AS builder
            RUN echo "it breaks here" >&2 && exit 42
            FROM builder
            RUN true
            """
        );

        Assert.That(
            () => workspace.Build(bed),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Property("Code")
                .EqualTo("DLC0401")
                .And.Message.Contains("line 3 of Dockerfile")
                .And.Message.Contains("'builder'")
                .And.Message.Match("(non-zero code|exit code): 42")
        );
        Assert.That(workspace.Log.Text, Does.Contain("it breaks here"));
        Assert.That(workspace.PushedTags, Is.Empty);
    }

    [Test]
    public void A_person_sees_what_a_step_says_while_it_runs()
    {
        // Of this length does nothing else on this machine sleep; it ends when it has been seen.
        var step = $"sleep 60.{Random.Shared.Next(100_000_000, 999_999_999)}";
        using var workspace = new Workspace(
            $$"""
            ARG REGISTRY
            FROM ${REGISTRY}/busybox:1
            RUN echo "first words"; {{step}}; true
            """
        );
        // The instruction itself is shown as well, and earlier; the words without it are the step's own.
        var log = new WatchingLog(
            line =>
                line.Contains("first words", StringComparison.Ordinal)
                && !line.Contains("echo", StringComparison.Ordinal),
            () => Processes.With(step).Count > 0 && Eventually.Is(() => HasEnded(step), TimeSpan.FromSeconds(30))
        );

        workspace.Build(bed, log);

        Assert.That(log.Seen, Is.True, "the step was running when its words came");
    }

    [Test]
    public void Values_reach_the_build_as_they_are_written()
    {
        const string Value = "-x two  words, \"quotes\" 'and' $HOME \\ ünïcödé";
        using var workspace = new Workspace(
            """
            ARG REGISTRY
            FROM ${REGISTRY}/busybox:1
            ARG VALUE
            RUN printf '%s' "$VALUE" > /value
            """
        );

        workspace.Build(bed, settings => settings.BuildArg = [.. settings.BuildArg!, $"VALUE={Value}"]);

        Assert.That(bed.Run($"{workspace.Image}:latest", "cat", "/value"), Is.EqualTo(Value));
    }

    [Test]
    public void A_cache_that_cannot_be_read_costs_a_warning_and_not_the_build()
    {
        using var workspace = new Workspace(Workspace.TwoStages);

        var result = workspace.Build(bed, settings => settings.CacheFrom = ["127.0.0.1:9/no/registry:here"]);

        Assert.That(result.Warnings, Has.One.StartsWith("DLC0503").And.One.Contains("127.0.0.1:9/no/registry:here"));
        Assert.That(workspace.PushedTags, Does.Contain("latest"));
    }

    [Test]
    public void A_plan_that_is_typed_gives_the_cache_that_a_build_gives()
    {
        using var workspace = new Workspace(Workspace.OneStage);
        Beds.OnLiving(
            bed,
            () =>
            {
                foreach (var command in Typed(workspace.Plan(bed)))
                {
                    var run = Command.Run("bash", ["-c", command], bed.Environment, workspace.Folder);
                    Assert.That(
                        run.ExitCode == 0 || command.Contains("docker pull", StringComparison.Ordinal),
                        $"{command}: {run.Error}"
                    );
                }
            }
        );

        Wipe();

        Assert.That(workspace.Build(bed).FullyCached, workspace.Log.Text);
    }

    [Test]
    public void The_users_builders_and_sign_in_stay_as_they_are()
    {
        Foreign.Configure(bed);
        var before = UsersSettings();
        using var workspace = new Workspace(Workspace.TwoStages);

        workspace.Build(bed);

        Assert.That(UsersSettings(), Is.EqualTo(before));
    }

    // The shell of a step has all of it in its command line.
    private static bool HasEnded(string step)
    {
        Processes.End(step);
        return Processes.With(step).Count == 0;
    }

    // As a person reads it: every step runs, from the first breakpoint on, and so nothing of what is else to be done.
    private static IEnumerable<string> Typed(DockerBuildPlan plan) =>
        plan
            .Commands.Where(command => !command.Contains("# else", StringComparison.Ordinal))
            .Select(command => command.Replace("BREAKPOINT", "1", StringComparison.Ordinal));

    private string UsersSettings()
    {
        var configuration = Path.Combine(bed.Environment["DOCKER_CONFIG"], "config.json");
        return string.Join(
            '\n',
            File.ReadAllText(configuration),
            bed.TryDocker("buildx", "ls").Output,
            bed.TryDocker("context", "ls").Output
        );
    }
}
