using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.BadInput;

/// <summary>A context, a Dockerfile or a stage that is not there, or is not what it should be.</summary>
public sealed class DockerfileTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void No_context(string? path) =>
        Assert.That(
            Refusal(new() { Image = Image }, path: path),
            Is.EqualTo("DLC0108: the build context is empty. Expected a folder. Pass its path, for example \".\".")
        );

    [TestCase("./service", "/work/service")]
    [TestCase("/nowhere", "/nowhere")]
    [TestCase("Dockerfile", "/work/Dockerfile")]
    public void A_context_that_is_no_folder(string path, string looked) =>
        Assert.That(
            Refusal(new() { Image = Image }, path: path),
            Is.EqualTo(
                $"DLC0109: the build context '{path}' is not a folder (looked at {looked}). Expected the path of an "
                    + "existing folder, from the working directory. Correct the path."
            )
        );

    [Test]
    public void No_Dockerfile() =>
        Assert.That(
            Refusal(new() { Image = Image }, dockerfile: null),
            Is.EqualTo(
                "DLC0110: the Dockerfile 'Dockerfile' does not exist (looked at /work/Dockerfile). Expected an existing "
                    + "file. Set File to its path, from the working directory."
            )
        );

    [Test]
    public void A_file_that_does_not_exist() =>
        Assert.That(
            Refusal(new() { Image = Image, File = "docker/Dockerfile" }),
            Is.EqualTo(
                "DLC0110: the Dockerfile 'docker/Dockerfile' does not exist (looked at /work/docker/Dockerfile). Expected "
                    + "an existing file. Set File to its path, from the working directory."
            )
        );

    [TestCase("")]
    [TestCase("# only a comment\n\n")]
    public void An_empty_Dockerfile(string dockerfile) =>
        Assert.That(
            Refusal(new() { Image = Image }, dockerfile),
            Is.EqualTo(
                "DLC0201: Dockerfile holds no instruction. A Dockerfile starts with FROM; write one, or name another in File."
            )
        );

    [Test]
    public void A_Dockerfile_without_FROM() =>
        Assert.That(
            Refusal(new() { Image = Image }, "ARG VERSION=1"),
            Is.EqualTo(
                "DLC0202: Dockerfile holds no FROM, so there is nothing to build. Add a FROM after the ARG instructions."
            )
        );

    [Test]
    public void Stages_in_a_circle() =>
        Assert.That(
            Refusal(new() { Image = Image }, "FROM a AS x\nCOPY --from=y b c\nFROM a AS y\nCOPY --from=x b c"),
            Does.StartWith("DLC0204: Dockerfile:4 closes a circle of stages: x needs y needs x. ")
        );

    [Test]
    public void A_stage_that_comes_later() =>
        Assert.That(
            Refusal(
                new DockerMultiStageCachedBuildSettings { Image = Image, Stages = ["x"] },
                "FROM a AS x\nCOPY --from=y b c\nFROM a AS y\nFROM a"
            ),
            Does.StartWith("DLC0204: Dockerfile:2 uses from='y' in the stage x, but that stage starts only at line 3. ")
        );

    [Test]
    public void A_stage_by_a_number_that_is_none() =>
        Assert.That(
            Refusal(new() { Image = Image }, "FROM a\nCOPY --from=7 b c"),
            Does.StartWith("DLC0205: Dockerfile:2 uses --from='7', but the stages here are numbered 0 to 0. ")
        );

    [Test]
    public void A_target_that_is_no_stage() =>
        Assert.That(
            Refusal(new() { Image = Image, Target = "Finale" }),
            Is.EqualTo(
                "DLC0206: the target 'Finale' is not a stage of Dockerfile. Its stages: final, builder, test. "
                    + "Name one of these in Target, or leave Target empty for the last stage."
            )
        );

    [Test]
    public void A_named_stage_that_is_none() =>
        Assert.That(
            Refusal(new DockerMultiStageCachedBuildSettings { Image = Image, Stages = ["test", "bulider"] }),
            Is.EqualTo(
                "DLC0207: 'bulider' in Stages is not a stage of Dockerfile. Its stages: builder, final, test. "
                    + "Name only these in Stages, or leave Stages empty for every stage that the target needs."
            )
        );

    [Test]
    public void A_named_stage_whose_name_is_a_tag_of_the_image() =>
        Assert.That(
            Refusal(
                new DockerMultiStageCachedBuildSettings
                {
                    Image = Image,
                    Tags = ["builder"],
                    Stages = ["builder"],
                }
            ),
            Is.EqualTo(
                "DLC0113: the stage 'builder' named in Stages would be published as docker.myrepo.com/awesome-image:builder, "
                    + "which is a tag of the image itself. Expected different names. Rename the stage, or choose another tag."
            )
        );
}
