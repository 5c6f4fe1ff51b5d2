using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class DockerfileProblemTests
{
    [TestCase("FROM a\nEXPOSE ${PORT}/tcp $FIRST-$LAST")]
    [TestCase("FROM scratch\nARG PORTS=\"3000 4000/udp\"\nEXPOSE $PORTS $NONE")]
    [TestCase("FROM scratch\nARG GIVEN=${RELEASE:?pass one}\nLABEL version=$GIVEN")]
    public void What_the_engine_may_take_is_not_refused(string text)
    {
        var dockerfile = Read(text, ("GIVEN", "1"));

        Assert.That(dockerfile.NeededBy(dockerfile.Target(null)), Has.Count.EqualTo(1));
    }

    [TestCase(
        "",
        "DLC0201: docker/Dockerfile holds no instruction. A Dockerfile starts with FROM; write one, or name another in File."
    )]
    [TestCase("# c\n\n", "DLC0201: docker/Dockerfile holds no instruction.")]
    [TestCase(
        "ARG A",
        "DLC0202: docker/Dockerfile holds no FROM, so there is nothing to build. Add a FROM after the ARG instructions."
    )]
    [TestCase(
        "FROM a\nRUNN x",
        "DLC0203: docker/Dockerfile:2 starts with 'RUNN', which is no instruction. Nearest first: RUN, "
    )]
    [TestCase("FROM a\nRUN x &&\n  ls -l", "DLC0203: docker/Dockerfile:3 starts with 'LS', which is no instruction.")]
    [TestCase("FROM a\n\\", "DLC0203: docker/Dockerfile:2 starts with '', which is no instruction.")]
    [TestCase(
        "ARG A\nRUN x\nFROM a",
        "DLC0203: docker/Dockerfile:2 has RUN before the first FROM, where only ARG may stand. Move it behind a FROM."
    )]
    [TestCase(
        "FROM a AS x\nCOPY --from=x a b",
        "DLC0204: docker/Dockerfile:2 closes a circle of stages: x needs x. A stage can only need stages above it; take one of these references out."
    )]
    [TestCase("FROM a\nCOPY --from=0 a b", "DLC0204: docker/Dockerfile:2 closes a circle of stages: 0 needs 0.")]
    [TestCase(
        "FROM a AS x\nCOPY --from=z a b\nFROM a AS y\nCOPY --from=x a b\nFROM b AS z\nRUN --mount=from=y,target=/y ls",
        "DLC0204: docker/Dockerfile:4 closes a circle of stages: x needs z needs y needs x."
    )]
    [TestCase(
        "FROM a AS x\nFROM x AS x\nCOPY --from=x a b",
        "DLC0204: docker/Dockerfile:3 closes a circle of stages: x needs x."
    )]
    [TestCase(
        "FROM a\nFROM b\nCOPY --from=2 a b",
        "DLC0205: docker/Dockerfile:3 uses --from='2', but the stages here are numbered 0 to 1. Use one of these, or better a name given with AS."
    )]
    [TestCase("FROM a\nFROM b\nCOPY --from=-1 a b", "DLC0205: ")]
    [TestCase(
        "FROM",
        "DLC0208: docker/Dockerfile:1 has FROM ''. Expected FROM [--platform=PLATFORM] IMAGE [AS NAME]; write it so."
    )]
    [TestCase("FROM a b", "DLC0208: docker/Dockerfile:1 has FROM 'a b'.")]
    [TestCase("FROM a AS", "DLC0208: ")]
    [TestCase("FROM a AS b c", "DLC0208: ")]
    [TestCase("FROM a IS b", "DLC0208: ")]
    [TestCase("FROM ${A:-a b}", "DLC0208: ")]
    [TestCase(
        "FROM a AS 1st",
        "DLC0208: docker/Dockerfile:1 names a stage '1st'. A stage's name starts with a letter, followed by letters, digits, '-', '_' and '.'; rename it."
    )]
    [TestCase("FROM a AS b/c", "DLC0208: ")]
    [TestCase("FROM a AS ünder", "DLC0208: ")]
    [TestCase("FROM a AS $B", "DLC0208: ")]
    [TestCase(
        "FROM $BASE",
        "DLC0208: docker/Dockerfile:1 has the base '$BASE', which is empty here. Give its ARG a default before the first FROM, or pass it in BuildArg."
    )]
    [TestCase("FROM \"\"", "DLC0208: ")]
    [TestCase("FROM --platform=$P a", "DLC0208: docker/Dockerfile:1 has the platform '$P', which is empty here.")]
    [TestCase("FROM a\nFROM i:${A", "DLC0210: docker/Dockerfile:2 has 'i:${A', in which '${' is not closed with '}'.")]
    [TestCase(
        "ARG A=${B!c}\nFROM a",
        "DLC0210: docker/Dockerfile:1 has '${B!c}', in which '!' after '${B' is no operator."
    )]
    [TestCase(
        "# escape=x\nFROM a",
        "DLC0211: docker/Dockerfile:1 sets escape='x'. Only \\ and ` can be the escape character; use one of them."
    )]
    [TestCase(
        "# escape=`\n#Escape=`\nFROM a",
        "DLC0211: docker/Dockerfile:2 has the directive 'Escape' a second time. Keep one of them."
    )]
    [TestCase(
        "ARG V=1\nFROM a\nCOPY --from=i:$V a b",
        "DLC0212: docker/Dockerfile:3 uses from='i:$V', but no variable, quote or escape has a meaning there. Add a stage 'FROM i:$V AS NAME', with the ARG before the first FROM, and use from=NAME."
    )]
    [TestCase("FROM a\nRUN --mount=from=$V,target=/v ls", "DLC0212: ")]
    [TestCase("FROM a\nCOPY --from='\"x\"' a b", "DLC0212: ")]
    public void A_wrong_Dockerfile_is_refused(string text, string problem) =>
        Assert.That(Problem(() => Read(text)), Does.StartWith(problem));

    [TestCase("ARG TOKEN\nARG A=\"$TOKEN${B\"\nFROM a")]
    [TestCase("ARG TOKEN\nFROM ${B:?not/$TOKEN}")]
    [TestCase("ARG TOKEN\nFROM a:${TOKEN#$TOKEN\\x}")]
    public void A_message_does_not_show_what_a_build_argument_holds(string text) =>
        Assert.That(Problem(() => Read(text, ("TOKEN", "hunter2"))), Does.Not.Contain("hunter2").And.Contain("$"));

    [Test]
    public void A_message_stays_short_and_on_one_line()
    {
        var problem = Problem(() => Read($"FROM a\n\u0007{new string('x', 100_000)} y"));

        Assert.That(problem, Has.Length.LessThan(600).And.Not.Contain('\u0007'));
    }
}
