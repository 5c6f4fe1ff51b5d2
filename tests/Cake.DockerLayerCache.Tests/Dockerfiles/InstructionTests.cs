using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class InstructionTests
{
    [TestCase("FROM a\nRUN x", "RUN x")]
    [TestCase("\uFEFFFROM a\nRUN x", "RUN x", TestName = "A byte order mark is no part of the text")]
    [TestCase("FROM a\r\nRUN x\r\n", "RUN x", TestName = "Lines may end as on Windows")]
    [TestCase("from a\nrUn x", "RUN x", TestName = "Keywords may be in any case")]
    [TestCase("  FROM a\n\t RUN\t x  ", "RUN x", TestName = "Space around is no part of an instruction")]
    [TestCase(
        "\n\n# c\n  # c\nFROM a\n# c\n\nRUN x\n#RUN y",
        "RUN x",
        TestName = "Comments and blank lines are no instructions"
    )]
    [TestCase("FROM a\nRUN x # y", "RUN x # y", TestName = "A comment cannot stand behind an instruction")]
    [TestCase("FROM a\nRUN x \\\n  y", "RUN x   y", TestName = "An escape character continues the line")]
    [TestCase("FROM a\r\nRUN x \\\r\ny\r\n", "RUN x y", TestName = "A line continues as on Windows")]
    [TestCase("FROM a\nRUN x \\  \t\ny", "RUN x y", TestName = "Space may follow the escape character")]
    [TestCase(
        "FROM a\nRUN x \\\n# c\n\n   # c\ny",
        "RUN x y",
        TestName = "Comments and blank lines may stand in a continued line"
    )]
    [TestCase("FROM a\nRUN x \\\n# c \\\ny", "RUN x y", TestName = "A comment continues nothing itself")]
    [TestCase(
        "FROM a\nRUN x\\\\\nRUN y",
        "RUN x\\\\; RUN y",
        TestName = "An escaped escape character continues nothing"
    )]
    [TestCase("FROM a\nRUN x \\", "RUN x", TestName = "The end of the file ends a continued line")]
    [TestCase("FROM a\nRUN \\\nx", "RUN x", TestName = "An instruction's first line may hold the keyword alone")]
    [TestCase(
        "# escape=`\nFROM a\nRUN x `\ny\\\nRUN z",
        "RUN x y\\; RUN z",
        TestName = "The backtick can be the escape character"
    )]
    [TestCase("#ESCAPE = ` \nFROM a\nRUN x `\ny", "RUN x y", TestName = "A directive may be in any case and spaced")]
    [TestCase(
        "# syntax=docker/dockerfile:1\n# check=skip=all\n# escape=`\nFROM a\nRUN x `\ny",
        "RUN x y",
        TestName = "Directives may follow each other"
    )]
    [TestCase("# c\n# escape=`\nFROM a\nRUN x \\\ny", "RUN x y", TestName = "Behind a comment there is no directive")]
    [TestCase("\n# escape=`\nFROM a\nRUN x \\\ny", "RUN x y", TestName = "Behind a blank line there is no directive")]
    [TestCase(
        "# unknown=1\n# escape=`\nFROM a\nRUN x \\\ny",
        "RUN x y",
        TestName = "Behind an unknown directive there is none"
    )]
    [TestCase("FROM a\nONBUILD RUN x", "ONBUILD RUN x", TestName = "ONBUILD keeps its instruction as text")]
    [TestCase("FROM a\nHEALTHCHECK NONE\nmaintainer x", "HEALTHCHECK NONE; MAINTAINER x")]
    [TestCase(
        "# syntax=example/other\nFROM a\nINCLUDE x",
        "INCLUDE x",
        TestName = "Another frontend may know other instructions"
    )]
    public void Instructions_are_read(string text, string expected) =>
        Assert.That(
            string.Join("; ", Instructions(text).Select(each => $"{each.Keyword} {each.Arguments}")),
            Is.EqualTo(expected)
        );

    [TestCase("COPY --from=x a b", "from=x", "a b")]
    [TestCase("COPY  --link   --chown=1:1 a b", "link chown=1:1", "a b")]
    [TestCase("RUN --network=none", "network=none", "")]
    [TestCase("COPY --from= a b", "from=", "a b")]
    [TestCase("COPY --exclude='a b' c d", "exclude=a b", "c d")]
    [TestCase("COPY --exclude=\"a \\\" b\" c d", "exclude=a \" b", "c d")]
    [TestCase("COPY --exclude=a\\ b c d", "exclude=a b", "c d")]
    [TestCase("COPY --link -- --b c", "link", "--b c")]
    [TestCase("COPY a --b c", "", "a --b c")]
    [TestCase("COPY -a b", "", "-a b")]
    [TestCase(
        "RUN --mount=type=cache,target=/c --network=none ls --all",
        "mount=type=cache,target=/c network=none",
        "ls --all"
    )]
    public void Flags_are_taken_off_the_arguments(string instruction, string flags, string arguments)
    {
        var read = Instructions($"FROM x\n{instruction}")[0];

        Assert.That(
            string.Join(' ', read.Flags.Select(flag => flag.Value is null ? flag.Name : $"{flag.Name}={flag.Value}")),
            Is.EqualTo(flags)
        );
        Assert.That(read.Arguments, Is.EqualTo(arguments));
    }

    [TestCase("# syntax=docker/dockerfile:1.7-labs\nFROM a", "docker/dockerfile:1.7-labs")]
    [TestCase("#syntax = example/other:1 with words\nFROM a", "example/other:1")]
    [TestCase("FROM a\n# syntax=late", null)]
    public void The_frontend_is_read(string text, string? syntax) => Assert.That(Read(text).Syntax, Is.EqualTo(syntax));

    [Test]
    public void A_build_argument_can_name_another_frontend() =>
        Assert.That(
            Read("FROM a\nINCLUDE x", ("BUILDKIT_SYNTAX", "example/other")).Syntax,
            Is.EqualTo("example/other")
        );

    [Test]
    public void Another_frontend_need_not_know_FROM()
    {
        var dockerfile = Read("# syntax=example/other\npackages: [curl]\nARG ${\n");

        Assert.That(dockerfile.NeededBy(dockerfile.Target(null)).Single().Base, Is.EqualTo("scratch"));
    }

    [Test]
    public void What_another_frontend_has_in_common_with_dockers_is_resolved_and_what_has_not_is_let_through()
    {
        var dockerfile = Read("# syntax=mirror.example/docker/dockerfile:1\nFROM a\nARG A=b\nCOPY ${ /\nCOPY $A /");
        var copies = dockerfile.NeededBy(dockerfile.Target(null)).Single().Instructions;

        Assert.That(dockerfile.Resolved(copies[1]), Is.Empty);
        Assert.That(dockerfile.Resolved(copies[2]), Is.EqualTo((string[])["b", "/"]));
    }

    [TestCase("docker/dockerfile:1")]
    [TestCase("docker.io/docker/dockerfile:1")]
    [TestCase("dockerfile.v0")]
    public void Dockers_own_frontend_knows_no_other_instructions(string frontend) =>
        Assert.That(Problem(() => Read($"# syntax={frontend}\nFROM a\nINCLUDE x")), Does.StartWith("DLC0203: "));
}
