using System.Text;
using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>Recursion or work that grows with the square would not come through these in a test run's time.</summary>
public sealed class LargeDockerfileTests
{
    private const int Many = 10_000;

    [Test]
    public void A_long_chain_of_stages_is_followed_to_its_end()
    {
        var text = new StringBuilder("FROM a AS s0\n");
        for (var index = 1; index < Many; index++)
        {
            text.Append(null, $"FROM s{index - 1} AS s{index}\nCOPY --from={index - 1} a b\n");
        }

        var dockerfile = Read(text.ToString());

        Assert.That(dockerfile.NeededBy(dockerfile.Target(null)), Is.EqualTo(dockerfile.Stages));
    }

    [Test]
    public void A_large_circle_is_found_and_told_in_short()
    {
        var text = string.Concat(
            Enumerable.Range(0, Many).Select(index => $"FROM a\nCOPY --from={(index + 1) % Many} a b\n")
        );

        Assert.That(
            Problem(() => Read(text)),
            Does.StartWith("DLC0204: ")
                .And.Contain("0 needs 1 needs 2")
                .And.Contain("9981 more")
                .And.Length.LessThan(500)
        );
    }

    [Test]
    public void An_unknown_target_among_many_stages_lists_the_nearest() =>
        Assert.That(
            Problem(() =>
                Read(string.Concat(Enumerable.Range(0, Many).Select(index => $"FROM a AS s{index}\n"))).Target("s123x")
            ),
            Does.Contain("Its stages: s123, ").And.Contain("(9980 more)")
        );

    [Test]
    public void One_base_with_many_triggers_for_many_stages_is_refused()
    {
        var text = $"FROM a AS x\n{Repeat("ONBUILD RUN y\n", Many)}{Repeat("FROM x\n", Many)}";

        Assert.That(Problem(() => Read(text)), Does.StartWith("DLC0213: docker/Dockerfile:10012 "));
    }

    [TestCase("RUN x\n", TestName = "Many instructions")]
    [TestCase("RUN <<E\nx\nE\n", TestName = "Many heredocs")]
    [TestCase("# comment\n", TestName = "Many comments")]
    [TestCase("\n", TestName = "Many blank lines")]
    [TestCase("ONBUILD COPY --from=x a b\n", TestName = "Many triggers")]
    [TestCase("COPY --from=0 a b\nFROM x\n", TestName = "Many stages that need one")]
    public void A_Dockerfile_of_a_megabyte_is_read(string repeated) =>
        Assert.That(Read($"FROM a AS x\nFROM x\n{Megabyte(repeated)}").Stages, Has.Count.AtLeast(2));

    [TestCase("RUN ", "x \\\n", TestName = "A line continued without end")]
    [TestCase("RUN ", "x<<", TestName = "A line full of heredoc marks")]
    [TestCase("RUN <<E ", "${A:-", TestName = "A line full of open substitutions")]
    [TestCase("RUN <<E ", "'", "\nE", TestName = "A line full of quotes")]
    [TestCase("RUN [<<E ", "[", TestName = "A line full of brackets")]
    [TestCase("COPY ", "--exclude=a ", "b c", TestName = "A line full of flags")]
    [TestCase("RUN ", "--mount=from=b ", TestName = "A line full of mounts")]
    [TestCase("ONBUILD RUN ", "ONBUILD ", TestName = "A line full of ONBUILD")]
    public void A_line_of_a_megabyte_is_read(string start, string repeated, string end = "") =>
        Assert.That(Read($"FROM a\n{start}{Megabyte(repeated)}{end}\n").Stages, Has.Count.EqualTo(1));

    private static string Megabyte(string text) => Repeat(text, 1_000_000 / text.Length);

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
