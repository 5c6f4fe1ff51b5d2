using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>What is found of a step that was different in the last build.</summary>
public sealed class InputComparisonTests
{
    [TestCase(0, "RUN one", "line 2: ENV MODE=2")]
    [TestCase(1, "RUN two", "line 6: ENV MODE=2")]
    public void Of_two_stages_of_one_name_each_is_compared(int stage, string instruction, string subject)
    {
        var (before, _) = Built(stage, mode: "1");
        var (now, dockerfile) = Built(stage, mode: "2");
        var step = new TracedStep(new("x", null), 2, 2, instruction, Cached: false, TimeSpan.Zero, Error: null);

        var miss = new InputComparison(
            dockerfile,
            before,
            now,
            new StepLines(dockerfile),
            new HashSet<Stage>(),
            new HashSet<Stage>()
        ).DifferenceAt(dockerfile.Stages[stage], step);

        Assert.That(miss!.Subjects, Is.EqualTo((string[])[subject]));
    }

    [TestCase(false, "BaseImageChanged: busybox")]
    [TestCase(true, "InstructionChanged: line 3: COPY b /")]
    public void A_step_that_was_reused_proves_that_the_base_image_is_the_same(bool isReused, string cause) =>
        Assert.That(
            Difference(
                "FROM busybox\nCOPY a /\nCOPY x /",
                "FROM busybox\nCOPY a /\nCOPY b /",
                number: 3,
                isReused: isReused,
                isOtherImage: true
            ),
            Is.EqualTo(cause)
        );

    [Test]
    public void A_stage_above_one_that_was_reused_is_not_to_blame()
    {
        const string Text = "FROM busybox AS x\nRUN a\nFROM x\nRUN b\nRUN c";
        var (before, _) = Built(Text);
        var (now, dockerfile) = Built(Text.Replace("RUN c", "RUN d", StringComparison.Ordinal));
        var step = new TracedStep(new("stage-1", 1), 2, 2, "RUN d", Cached: false, TimeSpan.Zero, Error: null);

        var miss = new InputComparison(
            dockerfile,
            before,
            now,
            new StepLines(dockerfile),
            new HashSet<Stage>(dockerfile.Stages),
            new HashSet<Stage> { dockerfile.Stages[1] }
        ).DifferenceAt(dockerfile.Stages[1], step);

        Assert.That(miss!.Subjects, Is.EqualTo((string[])["line 5: RUN d"]));
    }

    [TestCase("COPY --chown=$A x /")]
    [TestCase("COPY --chmod=${A} x /")]
    [TestCase("ADD --checksum=$A https://x.y/z /")]
    [TestCase("COPY <<EOF /\nit's $A\nEOF")]
    [TestCase("COPY <<A <<'B' /\n$A\nA\ntext\nB")]
    public void An_argument_counts_in_flags_and_in_the_text_that_is_copied(string step)
    {
        var text = $"FROM scratch\nARG Z=%\nARG A=%\n{step}\n";

        Assert.That(Difference(text.Replace('%', '1'), text.Replace('%', '2')), Is.EqualTo("ArgumentChanged: A"));
    }

    [TestCase("COPY <<'EOF' /\n$A\nEOF")]
    [TestCase("COPY <<EOF /\n\\$A\nEOF")]
    public void A_text_without_variables_does_not_depend_on_them(string step)
    {
        var text = $"FROM scratch\nARG A=%\n{step}\n";

        Assert.That(Difference(text.Replace('%', '1'), text.Replace('%', '2')), Is.EqualTo("null"));
    }

    [TestCase("ENV A=1\nENV B=2", "ENV B=2", "InstructionChanged: ENV")]
    [TestCase("ENV A=1", "ENV B=2\nENV A=1", "InstructionChanged: line 2: ENV B=2")]
    [TestCase("ENV A=1\nENV B=2", "ENV A=1\nUSER c\nENV B=2", "InstructionChanged: line 3: USER c")]
    [TestCase("USER a\nUSER b", "USER b\nUSER a", "InstructionChanged: line 2: USER b")]
    public void What_counts_for_a_command_is_compared_by_what_it_says(string then, string now, string cause) =>
        Assert.That(
            Difference($"FROM busybox\n{then}\nRUN x", $"FROM busybox\n{now}\nRUN x", number: 2),
            Is.EqualTo(cause)
        );

    [TestCase("ARG A", "null")]
    [TestCase("ARG A=", "ArgumentChanged: A")]
    public void An_argument_without_a_value_is_none(string now, string cause) =>
        Assert.That(Difference("FROM busybox\nRUN x", $"FROM busybox\n{now}\nRUN x", number: 2), Is.EqualTo(cause));

    [Test]
    public void A_stage_without_a_name_is_compared_with_the_one_most_like_it()
    {
        var (before, _) = Built("FROM a AS x\nRUN a\nFROM b\nCOPY --from=x p p\nRUN b\nRUN c");
        var (now, _) = Built(
            "FROM a AS x\nRUN a\nFROM b\nCOPY n n\nFROM b\nCOPY --from=x p p\nCOPY --from=1 p p\nRUN d\nRUN c"
        );

        var numbered = before.NumberedAs(now);

        Assert.Multiple(() =>
        {
            Assert.That(numbered.Stages.Keys, Is.EquivalentTo((string[])["x", "2"]));
            Assert.That(numbered.Stages["2"], Is.SameAs(before.Stages["1"]));
            Assert.That(before.NumberedAs(before), Is.SameAs(before));
        });
    }

    /// <summary>What is blamed where a step of the last stage was not reused: the cause and its subjects.</summary>
    private static string Difference(
        string then,
        string current,
        int number = 1,
        bool isReused = false,
        bool isOtherImage = false
    )
    {
        var ((before, _), (now, dockerfile)) = (Built(then), Built(current));
        var stage = dockerfile.Stages[^1];
        var total = stage.Steps.Count() + (stage.Base is "scratch" ? 0 : 1);
        var keyword = stage.Steps.ElementAt(number - 1 - (total - stage.Steps.Count())).Keyword;
        var miss = new InputComparison(
            dockerfile,
            before with
            {
                Images = Images("1"),
            },
            now with
            {
                Images = Images(isOtherImage ? "2" : "1"),
            },
            new StepLines(dockerfile),
            new HashSet<Stage>(),
            isReused ? new HashSet<Stage> { stage } : new HashSet<Stage>()
        ).DifferenceAt(stage, new(new(null, 0), number, total, keyword, Cached: false, TimeSpan.Zero, Error: null));
        return miss is null ? "null" : $"{miss.Cause}: {string.Join(", ", miss.Subjects)}";

        static Dictionary<string, string> Images(string identity) =>
            new(StringComparer.Ordinal) { ["busybox"] = $"sha256:{identity}" };
    }

    private static (BuildRecord Record, Dockerfile Dockerfile) Built(int stage, string mode) =>
        Built(
            $"""
            FROM busybox AS x
            ENV MODE={(stage == 0 ? mode : "")}
            RUN one
            FROM x AS x
            LABEL a=b
            ENV MODE={(stage == 1 ? mode : "")}
            RUN two
            """
        );

    private static (BuildRecord Record, Dockerfile Dockerfile) Built(string text)
    {
        var dockerfile = Dockerfile.Parse(text, "Dockerfile", new DockerfileInputs());
        using var folder = new TemporaryFolder("context ");
        var making = new RecordMaking(
            dockerfile,
            dockerfile.NeededBy(dockerfile.Stages[^1]),
            folder.Path,
            IgnoreRules.None,
            text => text
        );
        return (making.Inputs(new RecordDigest("salt"), DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1)), dockerfile);
    }
}
