using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>Which line of the Dockerfile is behind a step that an engine shows.</summary>
public sealed class StepLineTests
{
    private const string Text = """
        FROM golang AS builder
        ENV A=1
        WORKDIR /src
        COPY . .
        LABEL b=2
        RUN make
        FROM scratch
        COPY --from=builder /a /a
        ADD b /b
        CMD ["/a"]
        """;

    private static readonly Dockerfile Dockerfile = Dockerfile.Parse(Text, "Dockerfile", new DockerfileInputs());

    private readonly StepLines lines = new(Dockerfile);

    [TestCase(2, "WORKDIR /src", 3)]
    [TestCase(3, "COPY . .", 4)]
    [TestCase(4, "RUN make", 6)]
    public void BuildKit_counts_FROM_and_what_changes_files(int number, string instruction, int line) =>
        Assert.That(lines.LineOf(Step(new("builder", null), number, 4, instruction)), Is.EqualTo(line));

    [TestCase(1, "COPY --from=builder /a /a", 8)]
    [TestCase(2, "ADD b /b", 9)]
    public void BuildKit_does_not_count_FROM_scratch(int number, string instruction, int line) =>
        Assert.That(lines.LineOf(Step(new("stage-1", 1), number, 2, instruction)), Is.EqualTo(line));

    [TestCase(2, "RUN apt", 2)]
    [TestCase(3, "COPY . .", 4)]
    [TestCase(4, "RUN make", 7)]
    public void BuildKit_shows_no_step_for_the_root_and_counts_it_in_the_total(int number, string instruction, int line)
    {
        var dockerfile = Dockerfile.Parse(
            "FROM a AS builder\nRUN apt\nWORKDIR /\nCOPY . .\nARG ROOT=/\nWORKDIR \"$ROOT\"\nRUN make",
            "Dockerfile",
            new DockerfileInputs()
        );
        dockerfile.NeededBy(dockerfile.Stages[0]);

        Assert.That(
            new StepLines(dockerfile).LineOf(Step(new("builder", null), number, 6, instruction)),
            Is.EqualTo(line)
        );
    }

    [TestCase(0, 2)]
    [TestCase(1, 3)]
    [TestCase(4, 6)]
    public void The_legacy_builder_counts_every_instruction(int number, int line) =>
        Assert.That(lines.LineOf(Step(new(null, 0), number, null)), Is.EqualTo(line));

    [Test]
    public void A_base_image_with_triggers_makes_the_numbers_mean_nothing() =>
        Assert.That(lines.LineOf(Step(new("builder", null), 4, 5)), Is.Null);

    [Test]
    public void A_trigger_that_an_older_builder_does_not_count_is_no_step_of_the_Dockerfile() =>
        Assert.That(lines.LineOf(Step(new("builder", null), 3, 4, "RUN trigger")), Is.Null);

    [TestCase(1, "COPY a b", 2)]
    [TestCase(2, "RUN c", 3)]
    public void BuildKit_counts_a_named_context_and_shows_no_step_for_it(int number, string instruction, int line)
    {
        var dockerfile = Dockerfile.Parse(
            "FROM base\nCOPY a b\nRUN c",
            "Dockerfile",
            new DockerfileInputs { Contexts = ["base"] }
        );

        Assert.That(new StepLines(dockerfile).LineOf(Step(new(null, 0), number, 3, instruction)), Is.EqualTo(line));
    }

    [TestCase("ONBUILD ENV A=1", 1, 2, "RUN b", 4)]
    [TestCase("ONBUILD ENV A=1", 1, 1, "RUN b", 4)]
    [TestCase("ONBUILD RUN a", 1, 2, "ONBUILD RUN a", null)]
    [TestCase("ONBUILD RUN a", 2, 2, "RUN b", 4)]
    [TestCase("ONBUILD RUN a", 2, 1, "RUN b", 4)]
    public void The_triggers_of_a_base_stage_come_before_its_steps(
        string trigger,
        int number,
        int total,
        string instruction,
        int? line
    )
    {
        var dockerfile = Dockerfile.Parse(
            $"FROM a AS base\n{trigger}\nFROM base\nRUN b",
            "Dockerfile",
            new DockerfileInputs()
        );

        Assert.That(
            new StepLines(dockerfile).LineOf(Step(new("stage-1", 1), number, total, instruction)),
            Is.EqualTo(line)
        );
    }

    [TestCase("builder", 9, 4)]
    [TestCase("unknown", 2, 4)]
    public void A_step_that_is_not_in_the_Dockerfile_has_no_line(string stage, int number, int all) =>
        Assert.That(lines.LineOf(Step(new(stage, null), number, all)), Is.Null);

    [Test]
    public void A_stage_that_is_named_like_an_unnamed_one_is_itself()
    {
        var odd = new StepLines(
            Dockerfile.Parse("FROM a AS stage-1\nRUN b\nFROM c\nRUN d", "Dockerfile", new DockerfileInputs())
        );

        Assert.That(odd.LineOf(Step(new("stage-1", 1), 2, 2, "RUN b")), Is.EqualTo(2));
    }

    [TestCase(2, 2, "RUN b", 2)]
    [TestCase(1, 2, "COPY c d", 4)]
    [TestCase(2, 2, "RUN e", 5)]
    [TestCase(2, 3, "RUN e", 7)]
    [TestCase(3, 3, "RUN 7", 8)]
    [TestCase(9, 9, "RUN e", null)]
    public void Of_stages_of_one_name_a_step_is_of_the_one_that_has_it(
        int number,
        int all,
        string instruction,
        int? line
    )
    {
        var twice = new StepLines(
            Dockerfile.Parse(
                "FROM a AS base\nRUN b\nFROM base AS base\nCOPY c d\nRUN e\nFROM a AS base\nRUN e\nRUN $F",
                "Dockerfile",
                new DockerfileInputs()
            )
        );

        Assert.That(twice.LineOf(Step(new("base", null), number, all, instruction)), Is.EqualTo(line));
    }

    private static TracedStep Step(StageKey stage, int number, int? all, string instruction = "RUN make") =>
        new(stage, number, all, instruction, Cached: false, TimeSpan.Zero, Error: null);
}
