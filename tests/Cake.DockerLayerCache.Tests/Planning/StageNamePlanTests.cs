using Cake.DockerLayerCache.Testing.StandIns;
using static Cake.DockerLayerCache.Tests.Planning.Plans;

namespace Cake.DockerLayerCache.Tests.Planning;

/// <summary>Under which tag a stage is kept.</summary>
public sealed class StageNamePlanTests
{
    private const string Unnamed = """
        FROM golang
        RUN go build -o /app
        FROM scratch
        COPY --from=0 /app /app
        """;

    [Test]
    public void A_stage_without_a_name_is_kept_by_its_number_where_the_builder_tells_its_image() =>
        Assert.That(
            Setup.Legacy.Commands(Unnamed, AllStages()),
            Does.Contain("\ndocker tag IMAGE_ID docker.myrepo.com/awesome-image:stage-0  # ")
        );

    [Test]
    public void A_stage_without_a_name_has_no_inline_cache() =>
        Assert.That(
            Setup.BuiltInBuildKit.Commands(Unnamed, AllStages()),
            Does.Not.Contain("stage-0").And.Not.Contain("--target")
        );

    [Test]
    public void A_stage_whose_name_a_later_one_takes_is_none_that_docker_can_build_by_itself() =>
        Assert.That(
            () =>
                Setup.BuiltInBuildKit.Commands(
                    "FROM a AS base\nRUN b\nFROM base AS base\nRUN c",
                    new DockerMultiStageCachedBuildSettings { Image = Image, Stages = ["0"] }
                ),
            Throws
                .TypeOf<DockerLayerCacheException>()
                .With.Message.StartsWith(
                    "DLC0214: Stages asks for the stage 0 of Dockerfile, which has no name of its own, "
                )
        );

    [TestCase("builder", "builder", "stage-builder")]
    [TestCase("latest", "1.4.7", "stage-latest")]
    [TestCase("BuildCache", "1.4.7", "stage-buildcache")]
    public void A_stage_whose_name_is_taken_as_a_tag_is_kept_under_another(string stage, string tag, string kept) =>
        Assert.That(
            Setup.Legacy.Commands($"FROM a AS {stage}\nRUN b\nFROM c\nCOPY --from={stage} d e", AllStages(tag)),
            Does.StartWith($"docker pull docker.myrepo.com/awesome-image:{kept}  # absent is fine\n")
                .And.Contain($"\ndocker push docker.myrepo.com/awesome-image:{kept}  # only if it is new\n")
        );

    [Test]
    public void A_stage_with_a_name_too_long_for_a_tag_is_kept_under_its_beginning_and_a_hash()
    {
        var (one, other) = (new string('a', 128) + 'b', new string('a', 128) + 'c');

        var plan = Setup.Legacy.Commands(
            $"FROM a AS {one}\nRUN b\nFROM a AS {other}\nRUN c\nFROM d\nCOPY --from={one} d e\nCOPY --from={other} f g",
            AllStages()
        );

        var kept = plan.Split('\n')[..2].Select(line => line.Split(':', ' ')[3]).ToList();
        Assert.That(kept, Is.Unique.And.All.Length.EqualTo(128).And.All.StartsWith(new string('a', 119) + '-'));
    }

    [Test]
    public void A_stage_that_others_go_on_from_is_in_their_images() =>
        Assert.That(
            Setup.Legacy.Commands(
                """
                FROM golang AS deps
                RUN go mod download
                FROM deps AS api
                RUN go build ./api
                FROM deps AS web
                RUN go build ./web
                FROM web
                COPY --from=api /api /api
                """,
                AllStages()
            ),
            Does.StartWith(
                """
                docker pull docker.myrepo.com/awesome-image:api  # absent is fine
                docker pull docker.myrepo.com/awesome-image:latest  # absent is fine
                docker image inspect
                """
            )
        );
}
