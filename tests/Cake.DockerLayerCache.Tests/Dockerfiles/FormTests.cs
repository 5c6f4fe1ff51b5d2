using Cake.DockerLayerCache.Testing.Corpus;
using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>Instructions that docker refuses; that it does is asked of an engine by the integration tests.</summary>
public sealed class FormTests
{
    [TestCase("COPY a", "COPY needs a source and a destination")]
    [TestCase("COPY --link=maybe a b", "COPY has --link=maybe, where true or false is expected")]
    [TestCase("COPY --chown a b", "COPY has the flag --chown without a value")]
    [TestCase("COPY --from=a --from=b c d", "COPY has the flag --from twice")]
    [TestCase("ENV A", "ENV has a name without a value")]
    [TestCase("ENV A=1 B", "ENV has 'B' without a '='")]
    [TestCase("SHELL /bin/sh", "SHELL needs a list such as")]
    [TestCase("RUN [\"a\", 1]", "RUN has a list in brackets with something in it that is no text")]
    [TestCase("HEALTHCHECK --interval=5 CMD x", "HEALTHCHECK has --interval=5, where a time such as 30s")]
    [TestCase("ONBUILD FROM x", "ONBUILD defers FROM, which it cannot")]
    public void A_malformed_instruction_is_told_with_its_line_and_how_it_is_written(
        string instruction,
        string problem
    ) =>
        Assert.That(
            Problem(() => Read($"FROM a\n{instruction}\n")),
            Does.StartWith($"DLC0215: docker/Dockerfile:2 {problem}").And.Contain(". Expected ")
        );

    [TestCase("RUN --mount=type=x,target=/y z", "RUN has a mount of type 'x'")]
    [TestCase("RUN --mount=bogus z", "RUN has a mount with 'bogus'")]
    [TestCase("COPY https://x.y/z /", "COPY has the URL 'https://x.y/z', which only ADD fetches")]
    [TestCase("COPY a $URL /", "COPY has the URL 'http://x.y/z', which only ADD fetches")]
    [TestCase("EXPOSE 80/http", "EXPOSE has '80/http', which is no port")]
    [TestCase("EXPOSE 80 65536", "EXPOSE has '65536', which is no port")]
    [TestCase("EXPOSE 90-80", "EXPOSE has '90-80', which is no port")]
    [TestCase("COPY <<EOF /\n${A\nEOF", "has '${A�', in which '�' after '${A' is no operator")]
    public void What_docker_refuses_in_a_stage_that_is_built_only(string instruction, string problem)
    {
        var dockerfile = Read($"FROM scratch AS one\nARG URL=http://x.y/z\n{instruction}\nFROM scratch AS two\n");
        Assert.Multiple(() =>
        {
            Assert.That(() => dockerfile.NeededBy(dockerfile.Target("two")), Throws.Nothing);
            Assert.That(
                Problem(() => dockerfile.NeededBy(dockerfile.Target("one"))),
                Does.Match("^DLC02(15|10): docker/Dockerfile:3 ").And.Contain(problem)
            );
        });
    }

    [TestCase("EXPOSE 80 0-65535/UDP 80/ 127.0.0.1:8080:80/sctp")]
    [TestCase("ADD https://x.y/z /")]
    [TestCase("COPY <<EOF /\nit's \"\nEOF")]
    [TestCase("RUN <<EOF\n${A\nEOF")]
    public void What_docker_accepts_in_a_stage_that_is_built(string instruction)
    {
        var dockerfile = Read($"FROM scratch\n{instruction}\n");

        Assert.That(() => dockerfile.NeededBy(dockerfile.Target(null)), Throws.Nothing);
    }

    [Test]
    public void A_flag_that_is_not_known_is_told_with_those_that_are() =>
        Assert.That(
            Problem(() => Read("FROM a\nCOPY --form=x a b\n")),
            Does.StartWith(
                "DLC0215: docker/Dockerfile:2 COPY has the flag --form, which COPY does not know; it knows --chown, --chmod, "
            )
        );

    [Test]
    public void A_frontend_that_is_named_may_know_more_flags() =>
        Assert.That(() => Read("# syntax=docker/dockerfile:2\nFROM a\nCOPY --new=x a b\n"), Throws.Nothing);

    [Test]
    public void A_word_that_asks_for_a_value_is_refused_in_a_stage_that_is_built_only()
    {
        var dockerfile = Read("FROM scratch AS one\nWORKDIR ${A:?is missing}\nFROM scratch AS two\n");
        Assert.Multiple(() =>
        {
            Assert.That(() => dockerfile.NeededBy(dockerfile.Target("two")), Throws.Nothing);
            Assert.That(
                Problem(() => dockerfile.NeededBy(dockerfile.Target("one"))),
                Does.StartWith("DLC0210: docker/Dockerfile:2 asks for a value of the argument 'A'")
            );
        });
    }

    [TestCase("FROM image\nWORKDIR ${FROM_THE_IMAGE:?x}\n")]
    [TestCase("FROM scratch\nENV A=1\nWORKDIR ${A:?x}\n")]
    [TestCase("FROM scratch\nARG A=1\nWORKDIR ${A:?x}\n")]
    [TestCase("ARG A=1\nFROM scratch\nARG A\nWORKDIR ${A:?x}\n")]
    [TestCase("FROM scratch AS one\nENV A=1\nFROM one\nWORKDIR ${A:?x}\n")]
    public void A_word_whose_value_is_there_or_may_be_is_not_refused(string text)
    {
        var dockerfile = Read(text);
        Assert.That(() => dockerfile.NeededBy(dockerfile.Target(null)), Throws.Nothing);
    }

    [Test]
    public void The_corpus_has_Dockerfiles_of_every_kind() =>
        Assert.That(DockerfileCorpus.All, Has.Count.GreaterThanOrEqualTo(250));
}
