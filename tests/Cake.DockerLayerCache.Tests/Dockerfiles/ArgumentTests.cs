using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.References;
using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class ArgumentTests
{
    [TestCase("ARG A=1\nFROM i:$A", "i:1")]
    [TestCase("ARG A=1\nFROM i:${A}-x", "i:1-x")]
    [TestCase("ARG A=1 B=2\nFROM i:$A.$B", "i:1.2")]
    [TestCase("ARG A=1\nARG B=$A$A\nFROM i:$B", "i:11")]
    [TestCase("ARG A=1\nARG A=${A}2\nFROM i:$A", "i:12")]
    [TestCase("ARG A=\"one two\"\nFROM i:${A%%?two}", "i:one")]
    [TestCase("ARG A='$B'\nFROM i:$A", "i:$B")]
    [TestCase("ARG A=\\$B\nFROM i:$A", "i:$B")]
    [TestCase("ARG A\nFROM i:${A:-none}", "i:none")]
    [TestCase("ARG A=1\nARG A\nFROM i:$A", "i:1")]
    [TestCase("ARG A=\nFROM i:${A-none}", "i:")]
    [TestCase("FROM i:${A:-none}", "i:none")]
    [TestCase("FROM a\nARG A=1\nFROM i:${A:-none}", "a i:none", TestName = "A stage's ARG is not global")]
    [TestCase("ARG A=i\nFROM $A AS x\nFROM x", "i x")]
    [TestCase("# escape=`\nARG A=`$B\nFROM i:$A", "i:$B")]
    [TestCase("ARG D=x\nFROM a AS x\nFROM $D", "a x")]
    public void FROM_uses_the_ARGs_before_it(string text, string bases) =>
        Assert.That(Read(text).Bases(), Is.EqualTo(bases));

    [TestCase("ARG A=1\nFROM i:$A", "i:given")]
    [TestCase("ARG A\nFROM i:$A", "i:given")]
    [TestCase("ARG A=1\nARG A=2\nFROM i:$A", "i:given")]
    [TestCase("ARG B=$A\nARG A=1\nFROM i:${B:-none}", "i:none", TestName = "An argument has no value before its ARG")]
    [TestCase("FROM i:${A:-none}", "i:none", TestName = "A build argument without an ARG is not used")]
    [TestCase("ARG a=1\nFROM i:$a", "i:1", TestName = "Case matters in an argument's name")]
    public void A_build_argument_wins_over_the_default(string text, string bases) =>
        Assert.That(Read(text, ("A", "given")).Bases(), Is.EqualTo(bases));

    [Test]
    public void A_build_argument_chooses_the_stage_to_build_on() =>
        Assert.That(
            Read("ARG KIND=dev\nFROM a AS dev\nFROM b AS prod\nFROM $KIND", ("KIND", "PROD")).Graph(),
            Is.EqualTo("dev; prod; 2: prod")
        );

    [TestCase("FROM scratch\nARG A=b\nENV A=a\nCOPY $A /", "a")]
    [TestCase("FROM scratch\nENV A=a\nARG A=b\nCOPY $A /", "b")]
    [TestCase("FROM scratch\nENV A=a\nARG A\nCOPY $A /", "a")]
    [TestCase("FROM scratch AS one\nENV A=a\nARG A=b\nFROM one\nCOPY $A /", "a")]
    [TestCase("FROM scratch AS one\nARG A=b\nFROM one\nCOPY $A /", "b")]
    public void Of_ARG_and_ENV_the_later_counts_and_an_image_keeps_ENV(string text, string source)
    {
        var dockerfile = Read(text);
        dockerfile.NeededBy(dockerfile.Target(null));

        Assert.That(dockerfile.Resolved(dockerfile.Stages[^1].Instructions[^1])[0], Is.EqualTo(source));
    }

    [TestCase("linux/arm64", "linux/arm64 linux arm64 ")]
    [TestCase("linux/arm/v7", "linux/arm/v7 linux arm v7")]
    [TestCase("linux/x86_64", "linux/amd64 linux amd64 ")]
    [TestCase("Linux/ARM64/v8", "linux/arm64 linux arm64 ")]
    [TestCase("arm64", "linux/arm64 linux arm64 ")]
    [TestCase("s390x", "linux/s390x linux s390x ")]
    public void The_platform_is_predefined(string platform, string expected)
    {
        const string Text =
            "FROM --platform=$BUILDPLATFORM a:${TARGETPLATFORM}_${TARGETOS}_${TARGETARCH}_${TARGETVARIANT}";

        var stage = Read(Text, new DockerfileInputs { Platform = platform }).Stages[0];

        Assert.That(stage.Base, Is.EqualTo($"a:{expected.Replace(' ', '_')}"));
        Assert.That(stage.Platform, Does.Match("^linux/[a-z0-9/]+$"));
    }

    [Test]
    public void The_platform_is_this_machines_unless_another_is_given()
    {
        var stage = Read("FROM --platform=$TARGETPLATFORM a:$TARGETARCH").Stages[0];
        var overridden = Read("FROM a:$TARGETARCH", ("TARGETARCH", "riscv64")).Stages[0];

        Assert.That(stage.Base, Is.EqualTo($"a:{stage.Platform!.Split('/')[1]}"));
        Assert.That(overridden.Base, Is.EqualTo("a:riscv64"));
    }

    [TestCase("linux/arm64", null, "arm64")]
    [TestCase("linux/arm64", "linux/s390x", "s390x")]
    public void The_usual_platform_is_what_docker_s_variable_says(string variable, string? given, string architecture)
    {
        var options = BuildOptions.From(new() { Platform = given is null ? [] : [given] });

        var inputs = options.ForDockerfile(name => name == "DOCKER_DEFAULT_PLATFORM" ? variable : null);

        Assert.That(Read("FROM a:$TARGETARCH", inputs).Stages[0].Base, Is.EqualTo($"a:{architecture}"));
    }

    [TestCase(null, "a:last")]
    [TestCase("x", "a:x")]
    public void The_target_is_predefined(string? target, string expected) =>
        Assert.That(
            Read("FROM a:$TARGETSTAGE AS x\nFROM b AS last", new DockerfileInputs { Target = target }).Stages[0].Base,
            Is.EqualTo(expected)
        );

    [Test]
    public void An_empty_platform_flag_says_nothing() =>
        Assert.That(Read("FROM --platform= a").Stages[0].Platform, Is.Null);

    [Test]
    public void The_target_is_default_when_the_last_stage_has_no_name() =>
        Assert.That(Read("FROM a:$TARGETSTAGE").Bases(), Is.EqualTo("a:default"));
}
