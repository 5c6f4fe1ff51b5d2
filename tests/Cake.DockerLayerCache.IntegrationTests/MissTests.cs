using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// Each cause of a miss, made on purpose, is named with what it is about; and what is changed beside it, without being a
/// cause, is not.
/// </summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class MissTests(string name) : IDisposable
{
    private const string Dockerfile = """
        ARG REGISTRY
        ARG BASE=busybox:1
        FROM ${REGISTRY}/${BASE} AS builder
        ARG LEVEL=1
        ENV MODE=fast
        COPY libs/ libs/
        RUN cat libs/* > installed
        ARG STAMP=none
        COPY code code
        RUN cat installed code > result && echo "$LEVEL $MODE $STAMP" >> result

        FROM scratch
        COPY --from=builder /result /result
        """;

    private readonly string movingBase = $"moving-{Guid.NewGuid():N}";
    private readonly List<string> log = [];
    private string repository = "";
    private Workspace workspace = null!;

    [OneTimeSetUp]
    public void BuildOnce()
    {
        using var first = new Workspace(Dockerfile);
        repository = first.Repository;
        Fill(first);
        Assert.That(Misses(first), Is.EqualTo(["CacheAbsent", "CacheAbsent"]), Log);
    }

    [SetUp]
    public void BeginAgain()
    {
        log.Clear();
        workspace = new Workspace(Dockerfile, repository);
        Fill(workspace);
    }

    [TearDown]
    public void Dispose() => workspace?.Dispose();

    [Test]
    public void Files_that_changed_are_named_and_no_others()
    {
        workspace.Write("libs/b", "b 2\n");
        workspace.Write("libs/c", "c 1\n");
        workspace.Write("notes", "2\n");
        workspace.Write("code", "code 2\n");

        Assert.That(Misses(), Is.EqualTo(["line 6 FilesChanged libs/b libs/c", "line 13 StageChanged builder"]), Log);
    }

    [Test]
    public void A_file_whose_step_runs_anyway_is_not_blamed_for_it()
    {
        workspace.Write("code", "code 2\n");
        workspace.Write("notes", "2\n");

        Assert.That(Misses(), Is.EqualTo(["line 9 FilesChanged code", "line 13 StageChanged builder"]), Log);
    }

    [Test]
    public void An_instruction_that_changed_is_named()
    {
        workspace.Write("Dockerfile", Dockerfile.Replace("cat libs/*", "cat libs/a", StringComparison.Ordinal));
        workspace.Write("code", "code 2\n");

        Assert.That(
            Misses(),
            Is.EqualTo([
                "line 7 InstructionChanged line 7: RUN cat libs/a > installed",
                "line 13 StageChanged builder",
            ]),
            Log
        );
    }

    [Test]
    public void A_variable_that_counts_for_a_step_is_named()
    {
        workspace.Write("Dockerfile", Dockerfile.Replace("MODE=fast", "MODE=slow", StringComparison.Ordinal));
        // Legacy: each instruction is a step, and this is the first.
        var line = name == Beds.Legacy ? "line 5" : "line 7";

        Assert.That(
            Misses(),
            Is.EqualTo([$"{line} InstructionChanged line 5: ENV MODE=slow", "line 13 StageChanged builder"]),
            Log
        );
    }

    [Test]
    public void A_build_argument_is_named_where_it_counts_and_not_one_that_stands_behind()
    {
        Assert.That(
            Misses("LEVEL=2", "STAMP=now"),
            Is.EqualTo(["line 7 ArgumentChanged LEVEL", "line 13 StageChanged builder"]),
            Log
        );
    }

    [Test]
    public void A_build_argument_behind_the_first_steps_is_blamed_for_the_step_behind_it()
    {
        Assert.That(
            Misses("STAMP=now"),
            Is.EqualTo(["line 10 ArgumentChanged STAMP", "line 13 StageChanged builder"]),
            Log
        );
    }

    [Test]
    public void A_base_image_that_another_one_was_pushed_for_is_named()
    {
        using var registry = new Registry(Beds.Registry.Address);
        using var other = new Workspace(Dockerfile);
        Fill(other);
        Push("1");
        Misses(other, $"BASE=busybox:{movingBase}");
        registry.Copy("busybox", $"{movingBase}-1", movingBase);
        Assert.That(Misses(other, $"BASE=busybox:{movingBase}"), Is.Empty, "the same was pushed again");

        Push("2");
        other.Write("libs/b", "b 2\n");

        Assert.That(
            Misses(other, $"BASE=busybox:{movingBase}"),
            Is.EqualTo([
                $"{FirstStep} BaseImageChanged {Beds.Registry.Address}/busybox:{movingBase}",
                "line 13 StageChanged builder",
            ]),
            Log
        );

        void Push(string variant)
        {
            registry.Vary("busybox", "1", $"{movingBase}-{variant}");
            registry.Copy("busybox", $"{movingBase}-{variant}", movingBase);
        }
    }

    [Test]
    public void A_mode_that_changed_is_told_with_its_file()
    {
        workspace.SetMode("libs/a", "600");

        var misses = Misses();

        Assert.That(misses[0], Is.EqualTo("line 6 FilesChanged libs/a"), Log);
        Assert.That(Log, Does.Contain("libs/a (mode 600, was 644)"));
    }

    [Test]
    public void A_stage_that_is_new_is_not_blamed_on_anything_else()
    {
        workspace.Write("Dockerfile", $"{Dockerfile}\n\nFROM builder AS more\nRUN echo more > /more\n");

        Assert.That(Misses(), Has.One.EqualTo("line 16 InstructionChanged more"), Log);
    }

    [Test]
    public void A_base_image_that_an_argument_chooses_is_the_arguments_affair()
    {
        using var registry = new Registry(Beds.Registry.Address);
        var tag = $"other-{Guid.NewGuid():N}";
        registry.Vary("busybox", "1", tag);

        Assert.That(Misses($"BASE=busybox:{tag}"), Is.EqualTo([$"{FirstStep} ArgumentChanged BASE"]), Log);
    }

    [Test]
    public void Nothing_is_blamed_where_nothing_was_to_be_reused()
    {
        workspace.Write("code", "code 2\n");

        Assert.That(
            Misses(settings => settings.NoCache = true),
            Is.EqualTo([$"{FirstStep} CacheNotUsed", "line 13 CacheNotUsed"]),
            Log
        );
    }

    [Test]
    public void Nothing_is_missed_where_only_what_is_not_copied_changes()
    {
        workspace.Write("notes", "2\n");
        workspace.Write(
            "Dockerfile",
            Dockerfile.Replace("FROM scratch", "# a word\n\nFROM scratch", StringComparison.Ordinal)
        );

        Assert.That(Misses(), Is.Empty, Log);
    }

    // The legacy builder counts ARG and ENV as steps, but reuses them as long as the base is the same.
    private string FirstStep => name == Beds.Legacy ? "line 4" : "line 6";

    private string Log => string.Join('\n', log);

    private static void Fill(Workspace workspace)
    {
        workspace.Write("libs/a", "a 1\n");
        workspace.Write("libs/b", "b 1\n");
        workspace.Write("notes", "1\n");
    }

    private List<string> Misses(params string[] arguments) => Misses(workspace, Unkept(arguments));

    private List<string> Misses(Action<DockerMultiStageCachedBuildSettings> change) =>
        Misses(
            workspace,
            settings =>
            {
                Unkept([])(settings);
                change(settings);
            }
        );

    private List<string> Misses(Workspace built, params string[] arguments) =>
        Misses(built, settings => settings.BuildArg = [.. settings.BuildArg!, .. arguments]);

    // What the first build has left stays as it is for the next test.
    private static Action<DockerMultiStageCachedBuildSettings> Unkept(string[] arguments) =>
        settings =>
        {
            (settings.Push, settings.CacheWrite) = (false, false);
            settings.BuildArg = [.. settings.BuildArg!, .. arguments];
        };

    private List<string> Misses(Workspace built, Action<DockerMultiStageCachedBuildSettings> change)
    {
        var result = built.Build(Beds.Fresh(name), change);
        log.AddRange(built.Log.Text.Split('\n'));
        return
        [
            .. result
                .Stages.Where(stage => stage.Miss is not null)
                .Select(stage =>
                    stage.Miss!.Cause == DockerMissCause.CacheAbsent
                        ? $"{stage.Miss.Cause}"
                        : string.Join(
                            ' ',
                            [$"line {stage.FirstMissedStep!.Line}", $"{stage.Miss.Cause}", .. stage.Miss.Subjects]
                        )
                ),
        ];
    }
}
