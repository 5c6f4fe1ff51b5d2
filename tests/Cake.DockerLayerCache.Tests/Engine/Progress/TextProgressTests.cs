using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>What the two text forms may show, and the captured builds happen not to.</summary>
public sealed class TextProgressTests
{
    private static readonly string[] Summary = ["------", " > [builder 4/6] RUN make:", "#5 0.2 no", "------", "e"];

    [TestCase("#5 0.271 no end of line#5 DONE 1.5s")]
    [TestCase("#5 DONE 1.5s")]
    public void The_end_of_a_step_is_seen_behind_output_without_an_end_of_line(string end) =>
        Assert.That(
            Plain("#5 [builder 4/6] RUN make", end).Steps.Single().Duration,
            Is.EqualTo(TimeSpan.FromSeconds(1.5))
        );

    [Test]
    public void The_failure_of_a_step_is_seen_behind_output_without_an_end_of_line() =>
        Assert.That(
            Plain("#5 [builder 4/6] RUN make", "#5 0.271 no end of line#5 ERROR: exit code: 3").Steps.Single().Error,
            Is.EqualTo("exit code: 3")
        );

    [TestCase("#5 0.271 DONE 1.5s")]
    [TestCase("#5 0.271 #6 DONE 1.5s")]
    [TestCase("#5 0.271 #5 is the number")]
    public void Output_that_looks_like_an_end_is_none(string output) =>
        Assert.That(Plain("#5 [builder 4/6] RUN make", output).Steps.Single().Duration, Is.EqualTo(TimeSpan.Zero));

    [Test]
    public void A_time_that_no_build_takes_is_output() =>
        Assert.That(
            Plain("#5 [builder 4/6] RUN make", "#5 0.3 took 1000000000000s done", "#5 DONE 1000000000000s").Steps,
            Has.Exactly(1).Items
        );

    [Test]
    public void The_summary_of_a_failure_is_docker_s_message_with_the_last_output() =>
        Assert.That(Messages(["#5 [builder 4/6] RUN make", "", "#5 ERROR: e", .. Summary]), Is.EqualTo(Summary));

    [Test]
    public void The_summary_of_a_failure_names_no_cache_that_is_not_there() =>
        Assert.That(
            Messages([.. NotThere("builder"), .. Summary[..^1], .. NotThere("layercache"), Summary[^1]]),
            Is.EqualTo(Summary)
        );

    [Test]
    public void A_legacy_build_inside_a_step_of_a_legacy_build_is_output()
    {
        var trace = Legacy(
            "Step 1/3 : FROM busybox AS builder",
            " ---> 111111111111",
            "Step 2/3 : RUN docker build .",
            " ---> Running in 222222222222",
            "Step 1/2 : FROM busybox",
            " ---> 333333333333",
            "Step 2/2 : RUN true",
            " ---> Using cache",
            " ---> 444444444444",
            "Removing intermediate container 222222222222",
            " ---> 555555555555",
            "Step 3/3 : FROM scratch",
            " ---> "
        );

        Assert.Multiple(() =>
        {
            Assert.That(trace.Steps(), Is.EqualTo("0 0 RUN docker build .: ran"));
            Assert.That(trace.StageImages, Is.EqualTo(new Dictionary<int, string> { [0] = "555555555555" }));
        });
    }

    [Test]
    public void A_legacy_step_whose_container_stays_tells_its_image_behind_its_output() =>
        Assert.That(
            Legacy(
                "Step 1/2 : FROM busybox",
                " ---> 111111111111",
                "Step 2/2 : RUN printf x",
                " ---> Running in 222222222222",
                "x ---> d99a52520638"
            ).StageImages,
            Is.EqualTo(new Dictionary<int, string> { [0] = "d99a52520638" })
        );

    [Test]
    public void A_legacy_stage_from_scratch_has_no_image_until_a_step_makes_one() =>
        Assert.That(
            Legacy("Step 1/2 : FROM scratch", " ---> ", "Step 2/2 : COPY a b", " ---> 111111111111").StageImages,
            Is.EqualTo(new Dictionary<int, string> { [0] = "111111111111" })
        );

    private static string[] NotThere(string cache) =>
        ["------", $" > importing cache manifest from docker.myrepo.com/awesome-image:{cache}:", "------"];

    private static IReadOnlyList<string> Messages(params string[] lines) => PlainReader(lines).Messages;

    private static BuildTrace Plain(params string[] lines) => PlainReader(lines).Trace(succeeded: true);

    private static PlainProgress PlainReader(string[] lines)
    {
        var reader = new PlainProgress(_ => { });
        Array.ForEach(lines, reader.Error);
        return reader;
    }

    private static BuildTrace Legacy(params string[] lines)
    {
        var reader = new LegacyProgress(_ => { });
        Array.ForEach(lines, reader.Output);
        return reader.Trace(succeeded: true);
    }
}
