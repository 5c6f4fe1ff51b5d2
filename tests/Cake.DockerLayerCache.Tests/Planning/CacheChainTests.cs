using Cake.DockerLayerCache.Dockerfiles;
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

    private static string Lines(string dockerfile) =>
        string.Join(
            ' ',
            new CacheChain(
                Dockerfile.Parse(dockerfile, "Dockerfile", new DockerfileInputs()).Stages[^1]
            ).Breakpoints.Select(breakpoint => breakpoint.Line)
        );
}
