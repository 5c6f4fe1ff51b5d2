using Cake.DockerLayerCache.Dockerfiles;
using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class TargetTests
{
    private const string Diamond = """
        FROM a AS base
        FROM base AS left
        FROM b AS unused
        FROM base AS right
        COPY --from=unused a b
        FROM c
        COPY --from=right a b
        COPY --from=left a b
        FROM left AS test
        """;

    [TestCase(null, 5)]
    [TestCase("", 5)]
    [TestCase("left", 1)]
    [TestCase("LEFT", 1)]
    [TestCase("4", 4)]
    [TestCase("0", 0)]
    public void The_target_is_found_by_name_or_number_and_is_the_last_stage_by_default(string? name, int index) =>
        Assert.That(Read(Diamond).Target(name).Index, Is.EqualTo(index));

    [Test]
    public void The_last_stage_wins_when_a_name_is_given_twice() =>
        Assert.That(Read("FROM a AS x\nFROM b AS x\nFROM c").Target("x").Index, Is.EqualTo(1));

    [Test]
    public void A_stage_whose_name_a_later_one_takes_is_known_by_its_number_alone() =>
        Assert.That(
            Read("FROM a AS x\nFROM x AS y\nFROM b AS x\nCOPY --from=y c d").Stages.Select(stage => stage.Id),
            Is.EqualTo(["0", "y", "x"])
        );

    [TestCase("base", "base")]
    [TestCase("left", "base left")]
    [TestCase("right", "base unused right")]
    [TestCase("4", "base left unused right 4")]
    [TestCase("test", "base left test")]
    public void A_target_needs_only_some_stages_each_after_those_it_needs_itself(string target, string needed)
    {
        var dockerfile = Read(Diamond);

        Assert.That(string.Join(' ', dockerfile.NeededBy(dockerfile.Target(target))), Is.EqualTo(needed));
    }

    [Test]
    public void A_stage_that_the_target_does_not_need_may_copy_from_a_later_one()
    {
        var dockerfile = Read("FROM a AS x\nCOPY --from=y a b\nFROM b AS y");

        Assert.That(dockerfile.NeededBy(dockerfile.Target(null)).Select(stage => stage.Id), Is.EqualTo(["y"]));
        Assert.That(
            Problem(() => dockerfile.NeededBy(dockerfile.Target("x"))),
            Is.EqualTo(
                "DLC0204: docker/Dockerfile:2 uses from='y' in the stage x, but that stage starts only at line 3. A stage "
                    + "can only need stages above it; move that stage up, or rename it if an image is meant."
            )
        );
    }

    [TestCase("FROM a\nCOPY --from=1 a b\nFROM b", "0", TestName = "A later stage by number")]
    [TestCase("FROM a\nRUN --mount=from=y,target=/y ls\nFROM b AS y", "0", TestName = "A later stage by mount")]
    [TestCase(
        "FROM a AS x\nFROM b\nCOPY --from=x a b\nFROM c AS x",
        "1",
        TestName = "A name given twice means the later one"
    )]
    public void A_target_cannot_need_a_later_stage(string text, string target)
    {
        var dockerfile = Read(text);

        Assert.That(Problem(() => dockerfile.NeededBy(dockerfile.Target(target))), Does.StartWith("DLC0204: "));
    }

    [Test]
    public void An_unknown_target_lists_the_stages_nearest_first() =>
        Assert.That(
            Problem(() => Read("FROM a AS test\nFROM a AS builder\nFROM b").Target("bulder")),
            Is.EqualTo(
                "DLC0206: the target 'bulder' is not a stage of docker/Dockerfile. Its stages: builder, test, 2. "
                    + "Name one of these in Target, or leave Target empty for the last stage."
            )
        );

    [TestCase("1")]
    [TestCase("-1")]
    [TestCase("99999999999999999999")]
    [TestCase("a")]
    [TestCase("stage-0")]
    public void A_target_has_to_exist(string target) =>
        Assert.That(Problem(() => Read("FROM a").Target(target)), Does.StartWith("DLC0206: "));

    [Test]
    public void A_stage_that_the_user_names_has_to_exist()
    {
        var dockerfile = Read("FROM a AS test\nFROM b");

        Assert.That(dockerfile.Named("Test").Index, Is.Zero);
        Assert.That(
            Problem(() => dockerfile.Named("tset")),
            Is.EqualTo(
                "DLC0207: 'tset' in Stages is not a stage of docker/Dockerfile. Its stages: test, 1. "
                    + "Name only these in Stages, or leave Stages empty for every stage that the target needs."
            )
        );
    }

    [TestCase("builder", "FROM a AS builder", false)]
    [TestCase("Builder:latest", "FROM a AS builder", false)]
    [TestCase("docker.io/library/builder", "FROM a AS builder", false)]
    [TestCase("a", "FROM a AS builder", true)]
    [TestCase("other", "FROM a AS builder", true)]
    public void A_named_context_takes_the_place_of_the_stage_of_its_name(string context, string first, bool isBuilt)
    {
        var dockerfile = Read(
            $"FROM base AS deep\n{first}\nCOPY --from=deep a b\nFROM builder\nCOPY --from=1 a b",
            new DockerfileInputs { Contexts = [context] }
        );

        Assert.That(dockerfile.Stages[1].IsReplaced, Is.Not.EqualTo(isBuilt));
        Assert.That(dockerfile.Graph(), Is.EqualTo(isBuilt ? "deep; builder: deep; 2: builder" : "deep; builder; 2"));
    }

    [TestCase("alpine", "alpine:latest", true)]
    [TestCase("alpine", "docker.io/library/alpine", true)]
    [TestCase("docker.io/alpine:3", "alpine:3", true)]
    [TestCase("library/alpine", "index.docker.io/library/alpine", true)]
    [TestCase("alpine", "alpine:3", false)]
    [TestCase("alpine:3", "registry.example/alpine:3", false)]
    public void A_named_context_takes_the_place_of_the_image_of_its_name(
        string context,
        string image,
        bool isContext
    ) =>
        Assert.That(
            Read($"FROM {image}", new DockerfileInputs { Contexts = [context] }).Stages[0].BaseIsContext,
            Is.EqualTo(isContext)
        );
}
