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

    [TestCase("builder", 2, 4, 3)]
    [TestCase("builder", 3, 4, 4)]
    [TestCase("builder", 4, 4, 6)]
    public void BuildKit_counts_FROM_and_what_changes_files(string stage, int number, int all, int line) =>
        Assert.That(lines.LineOf(Step(new(stage, null), number, all)), Is.EqualTo(line));

    [TestCase(1, 8)]
    [TestCase(2, 9)]
    public void BuildKit_does_not_count_FROM_scratch(int number, int line) =>
        Assert.That(lines.LineOf(Step(new("stage-1", 1), number, 2)), Is.EqualTo(line));

    [TestCase(0, 2)]
    [TestCase(1, 3)]
    [TestCase(4, 6)]
    public void The_legacy_builder_counts_every_instruction(int number, int line) =>
        Assert.That(lines.LineOf(Step(new(null, 0), number, null)), Is.EqualTo(line));

    [Test]
    public void A_base_image_with_triggers_makes_the_numbers_mean_nothing() =>
        Assert.That(lines.LineOf(Step(new("builder", null), 4, 5)), Is.Null);

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

        Assert.That(odd.LineOf(Step(new("stage-1", 1), 2, 2)), Is.EqualTo(2));
    }

    private static TracedStep Step(StageKey stage, int number, int? all) =>
        new(stage, number, all, "X", Cached: false, TimeSpan.Zero, Error: null);
}
