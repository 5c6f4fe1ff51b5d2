using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>The same Dockerfile on the legacy builder.</summary>
public sealed class CapturedLegacyBuildTests
{
    private const string Bed = "engine20-legacy";

    [Test]
    public void A_cold_build_runs_every_step_stage_by_stage() =>
        Assert.That(
            Traces.Read(Bed, "cold").Steps(),
            Is.EqualTo(
                """
                0 0 WORKDIR /src: ran
                0 1 COPY words.txt ./: ran
                0 2 RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü': ran
                0 3 COPY code.txt ./: ran
                0 4 RUN cat sorted.txt code.txt > app.txt && echo compiled: ran
                1 0 WORKDIR /assets: ran
                1 1 RUN for i in 1 2 3; do echo "asset $i" | tee $i.txt; sleep 0.1; done: ran
                2 0 COPY --from=builder /src/app.txt /app.txt: ran
                2 1 COPY --from=assets /assets /assets: ran
                2 2 RUN echo installed >> /app.txt: ran
                """
            )
        );

    [Test]
    public void An_unchanged_build_reuses_every_step_and_ends_its_stages_with_the_images_of_before()
    {
        var (cold, cached) = (Traces.Read(Bed, "cold"), Traces.Read(Bed, "cached"));

        Assert.Multiple(() =>
        {
            Assert.That(cached.Steps, Has.Exactly(10).Items.And.All.Matches<TracedStep>(step => step.Cached));
            Assert.That(cached.StageImages, Has.Count.EqualTo(3).And.EquivalentTo(cold.StageImages));
        });
    }

    [Test]
    public void A_changed_build_runs_what_is_behind_the_change_and_ends_the_stage_with_another_image()
    {
        var (cold, changed) = (Traces.Read(Bed, "cold"), Traces.Read(Bed, "changed"));

        Assert.Multiple(() =>
        {
            Assert.That(
                changed.Steps(),
                Is.EqualTo(
                    """
                    0 0 WORKDIR /src: cached
                    0 1 COPY words.txt ./: cached
                    0 2 RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü': cached
                    0 3 COPY code.txt ./: ran
                    0 4 RUN cat sorted.txt code.txt > app.txt && echo compiled: ran
                    1 0 WORKDIR /assets: cached
                    1 1 RUN for i in 1 2 3; do echo "asset $i" | tee $i.txt; sleep 0.1; done: cached
                    2 0 COPY --from=builder /src/app.txt /app.txt: ran
                    2 1 COPY --from=assets /assets /assets: ran
                    2 2 RUN echo installed >> /app.txt: ran
                    """
                )
            );
            Assert.That(changed.StageImages[0], Is.Not.EqualTo(cold.StageImages[0]));
            Assert.That(changed.StageImages[1], Is.EqualTo(cold.StageImages[1]));
        });
    }

    [Test]
    public void A_failing_build_tells_the_step_and_docker_s_words()
    {
        var reader = Traces.Reader(Bed);

        var failed = reader.Read(Traces.Build(Bed, "failing")).Steps[^1];

        const string Words =
            "The command '/bin/sh -c echo compiling && sleep 0.5 && printf \"code.txt:1: no such word\" >&2 && exit 3' "
            + "returned a non-zero code: 3";
        Assert.Multiple(() =>
        {
            Assert.That((failed.Stage, failed.Number), Is.EqualTo((new StageKey(null, 0), 4)));
            Assert.That(failed.Error, Is.EqualTo(Words));
            Assert.That(reader.Messages, Is.EqualTo((string[])[Words]));
        });
    }

    [Test]
    public void Everything_is_shown_as_it_came()
    {
        var shown = new List<string>();
        var build = Traces.Build(Bed, "failing");

        Traces.Reader(Bed, shown.Add).Read(build);

        Assert.That(shown, Is.EqualTo(build.Output.Concat(build.Error)));
    }
}
