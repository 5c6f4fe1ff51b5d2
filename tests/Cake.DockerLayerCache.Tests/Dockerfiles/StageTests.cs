using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class StageTests
{
    [Test]
    public void A_stage_knows_its_name_base_place_and_instructions()
    {
        var stages = Read(
            """
            # a comment
            FROM --platform=linux/amd64 golang:1.22 AS Build
            WORKDIR /src
            RUN go build \
                ./...

            FROM scratch
            """
        ).Stages;

        Assert.Multiple(() =>
        {
            Assert.That(stages.Select(stage => stage.Index), Is.EqualTo([0, 1]));
            Assert.That(stages.Select(stage => stage.Name), Is.EqualTo(new[] { "build", null }));
            Assert.That(stages.Select(stage => stage.Id), Is.EqualTo(["build", "1"]));
            Assert.That(stages.Select(stage => stage.Base), Is.EqualTo(["golang:1.22", "scratch"]));
            Assert.That(stages.Select(stage => stage.Platform), Is.EqualTo(new[] { "linux/amd64", null }));
            Assert.That(stages.Select(stage => stage.BaseStage), Is.All.Null);
            Assert.That(stages.Select(stage => (stage.Line, stage.EndLine)), Is.EqualTo([(2, 5), (7, 7)]));
            Assert.That(
                stages[0].Instructions.Select(each => (each.Keyword, each.Line, each.EndLine)),
                Is.EqualTo([("WORKDIR", 3, 3), ("RUN", 4, 5)])
            );
            Assert.That(stages[1].Instructions, Is.Empty);
        });
    }

    [TestCase("FROM a\nFROM b", "0; 1", TestName = "Stages without references stand alone")]
    [TestCase("FROM a AS x\nFROM x", "x; 1: x", TestName = "FROM names an earlier stage")]
    [TestCase("FROM a AS X\nFROM x", "x; 1: x", TestName = "FROM names a stage that was named in upper case")]
    [TestCase("FROM a AS x\nFROM X", "x; 1: x", TestName = "FROM names a stage in upper case")]
    [TestCase("FROM x\nFROM a AS x", "0; x", TestName = "FROM with a later stage's name is an image")]
    [TestCase("FROM x AS x", "x", TestName = "A stage is named like the image it is built on")]
    [TestCase(
        "FROM x AS x\nFROM x AS x\nFROM x",
        "0; x: 0; 2: x",
        TestName = "FROM means the last earlier stage of a name"
    )]
    [TestCase("FROM a\nFROM 0", "0; 1", TestName = "FROM knows no stages by number")]
    [TestCase("FROM a AS x\nFROM x:1\nFROM r/x", "x; 1; 2", TestName = "FROM with a tag or a path is an image")]
    [TestCase(
        "FROM a AS scratch\nFROM scratch",
        "scratch; 1: scratch",
        TestName = "FROM scratch is a stage where one has the name"
    )]
    [TestCase("FROM a AS x\nFROM b\nCOPY --from=x a b", "x; 1: x", TestName = "COPY names a stage")]
    [TestCase(
        "FROM a AS x\nFROM b\nCOPY --chown=1 --from=X a b",
        "x; 1: x",
        TestName = "COPY names a stage in upper case, behind another flag"
    )]
    [TestCase("FROM a AS x\nFROM b\nCOPY --from=0 a b", "x; 1: x", TestName = "COPY gives a stage's number")]
    [TestCase(
        "FROM a AS x\nFROM b\nCOPY --from=+00 a b",
        "x; 1: x",
        TestName = "COPY gives a number with a sign and zeros"
    )]
    [TestCase("FROM a AS x\nFROM b\nCOPY --from=alpine:3 a b", "x; 1", TestName = "COPY names an image")]
    [TestCase("FROM a AS x\nFROM b\nCOPY --from= a b", "x; 1", TestName = "COPY from nothing is the build context")]
    [TestCase("FROM a AS x\nFROM b\nCOPY a --from=x b", "x; 1", TestName = "A flag behind a path is a path")]
    [TestCase("FROM a AS x\nFROM b\nCOPY -- --from=x b", "x; 1", TestName = "A flag behind two dashes is a path")]
    [TestCase("FROM a AS x\nFROM b\n#COPY --from=x a b", "x; 1", TestName = "A comment needs nothing")]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN echo COPY --from=x",
        "x; 1",
        TestName = "A command that looks like COPY needs nothing"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nCOPY \\\n --from=x \\\n # why\n\n a b",
        "x; 1: x",
        TestName = "COPY over several lines names a stage"
    )]
    [TestCase("FROM a AS x\nFROM b\nCOPY --from=\"x\" a b", "x; 1: x", TestName = "COPY names a stage in quotes")]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount=type=bind,from=x,target=/x ls",
        "x; 1: x",
        TestName = "RUN mounts a stage"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount=target=/a --mount=FROM=X,target=/x ls",
        "x; 1: x",
        TestName = "RUN mounts a stage second, in upper case"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount=type=cache,from=x,target=/x ls",
        "x; 1: x",
        TestName = "RUN starts a cache from a stage"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount='\"target=/a,b\",from=x' ls",
        "x; 1: x",
        TestName = "RUN mounts a stage after a quoted comma"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount=source=from=x,target=/x ls",
        "x; 1",
        TestName = "A mount's source is not its stage"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nRUN --mount=from=0,target=/x ls",
        "x; 1",
        TestName = "RUN knows no stages by number"
    )]
    [TestCase(
        "FROM a AS x\nFROM a AS y\nFROM x\nCOPY --from=y a b\nCOPY --from=0 a b\nCOPY --from=y c d",
        "x; y; 2: x y",
        TestName = "What is needed several times is listed once, in order"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nONBUILD COPY --from=x a b",
        "x; 1",
        TestName = "ONBUILD does nothing in its own stage"
    )]
    [TestCase(
        "FROM a AS x\nFROM b AS y\nONBUILD COPY --from=x a b\nFROM y AS z\nFROM z",
        "x; y; z: x y; 3: z",
        TestName = "ONBUILD runs in the stages built on it, once"
    )]
    [TestCase(
        "FROM a AS x\nFROM b AS y\nONBUILD RUN --mount=from=x,target=/x ls\nFROM y",
        "x; y; 2: x y",
        TestName = "ONBUILD defers a mount"
    )]
    [TestCase(
        "FROM a AS x\nFROM b\nCOPY --from=x <<EOF /c\nCOPY --from=y\nEOF\n",
        "x; 1: x",
        TestName = "A heredoc's text needs nothing"
    )]
    public void A_stage_needs_what_its_instructions_name(string text, string graph) =>
        Assert.That(Read(text).Graph(), Is.EqualTo(graph));

    [Test]
    public void The_base_stage_is_the_one_that_FROM_names()
    {
        var stages = Read("FROM a AS x\nFROM x AS y\nCOPY --from=0 a b").Stages;

        Assert.That(stages[1].BaseStage, Is.SameAs(stages[0]));
        Assert.That(stages[1].Base, Is.EqualTo("x"));
    }
}
