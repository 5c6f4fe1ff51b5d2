using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Planning;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Where the reuse of a chain of steps can end.</summary>
public sealed class CacheChainTests
{
    [TestCase("FROM a\nRUN b\nRUN c", "2")]
    [TestCase("FROM a\nRUN b\nCOPY c d\nRUN e\nADD f g", "2 3 5")]
    [TestCase("FROM a\nWORKDIR b\nRUN --mount=type=bind,target=/c d\nRUN e", "2 3")]
    [TestCase("FROM a\nRUN b\nARG C\nRUN d\nRUN e", "2 4")]
    [TestCase("FROM a\nRUN b\nENV C=d\nUSER e\nRUN f", "2")]
    [TestCase("FROM a AS b\nRUN c\nFROM b\nCOPY d e", "2 4")]
    [TestCase("FROM a\nENV B=c", "1")]
    [TestCase("ARG B\nFROM a AS b\nFROM b", "3")]
    public void Reuse_can_end_at_the_first_step_and_where_something_comes_in(string dockerfile, string lines) =>
        Assert.That(Lines(dockerfile), Is.EqualTo(lines));

    [Test]
    public void Many_steps_that_only_copy_share_one() =>
        Assert.That(
            Lines("FROM a\nCOPY b b\nCOPY c c\nCOPY d d\nCOPY e e\nCOPY f f\nCOPY g g\nRUN h\nCOPY . .\nRUN i"),
            Is.EqualTo("2 9")
        );

    [TestCase("", null)]
    [TestCase("2", 1)]
    [TestCase("3", 1)]
    [TestCase("4", 2)]
    [TestCase("4 2", 1)]
    [TestCase("5", 3)]
    [TestCase("6", 3)]
    [TestCase("5 6", 3)]
    [TestCase("4 ?", 1)]
    [TestCase("?", 1)]
    public void The_breakpoint_is_the_last_one_before_the_first_step_that_ran(string lines, int? number)
    {
        var stage = Read("FROM a\nRUN b\nRUN c\nCOPY d e\nADD f g\nRUN h").Stages[^1];
        var ran = lines.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var first = new CacheChain(stage).FirstNotReused([
            .. stage.Steps.Select(step => Seen(step, cached: !ran.Contains($"{step.Line}", StringComparer.Ordinal))),
            .. ran.Where(line => line == "?").Select(_ => Seen(null, cached: false)),
        ]);

        Assert.That(first?.Number, Is.EqualTo(number));
    }

    [Test]
    public void A_step_that_shares_a_breakpoint_counts_for_that()
    {
        var stage = Read("FROM a\nCOPY b b\nCOPY c c\nCOPY d d\nCOPY e e\nCOPY f f\nCOPY g g\nRUN h\nCOPY . .").Stages[
            ^1
        ];
        var chain = new CacheChain(stage);

        Assert.That(
            stage.Steps.Select(step => chain.FirstNotReused([Seen(step, cached: false)])!.Number),
            Is.EqualTo([1, 1, 1, 1, 1, 1, 1, 2])
        );
    }

    private static (Instruction? Instruction, TracedStep Step) Seen(Instruction? instruction, bool cached) =>
        (instruction, new TracedStep(new(null, 0), 1, 1, $"{instruction}", cached, TimeSpan.Zero, Error: null));

    private static Dockerfile Read(string dockerfile) =>
        Dockerfile.Parse(dockerfile, "Dockerfile", new DockerfileInputs());

    private static string Lines(string dockerfile) =>
        string.Join(' ', new CacheChain(Read(dockerfile).Stages[^1]).Breakpoints.Select(breakpoint => breakpoint.Line));
}
