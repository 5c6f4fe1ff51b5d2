using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>One small Dockerfile on real builders, as they showed it: plain, JSON over many lines, JSON in lines.</summary>
[TestFixture("engine20-buildkit")]
[TestFixture("engine26-graph")]
[TestFixture("engine28-containerd")]
public sealed class CapturedBuildTests(string bed)
{
    [Test]
    public void A_cold_build_runs_every_step_and_finds_no_cache()
    {
        var trace = Traces.Read(bed, "cold");

        Assert.Multiple(() =>
        {
            Assert.That(
                trace.Steps(),
                Is.EqualTo(
                    """
                    assets 2/3 WORKDIR /assets: ran
                    assets 3/3 RUN for i in 1 2 3; do echo "asset $i" | tee $i.txt; sleep 0.1; done: ran
                    builder 2/6 WORKDIR /src: ran
                    builder 3/6 COPY words.txt ./: ran
                    builder 4/6 RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü': ran
                    builder 5/6 COPY code.txt ./: ran
                    builder 6/6 RUN cat sorted.txt code.txt > app.txt && echo compiled: ran
                    stage-2 2/4 COPY --from=builder /src/app.txt /app.txt: ran
                    stage-2 3/4 COPY --from=assets /assets /assets: ran
                    stage-2 4/4 RUN echo installed >> /app.txt: ran
                    """
                )
            );
            Assert.That(
                trace.Steps.Where(step => step.Instruction.StartsWith("RUN ", StringComparison.Ordinal)),
                Is.All.Matches<TracedStep>(step => step.Duration > TimeSpan.Zero)
            );
            Assert.That(trace.Imports, Is.Not.Empty.And.All.Matches<TracedImport>(import => !import.Found));
            Assert.That(
                trace.Imports.Select(import => FailureTable.KindOf(import.Error!) == FailureKind.NotFound),
                Is.All.True
            );
        });
    }

    [Test]
    public void An_unchanged_build_reuses_every_step()
    {
        var trace = Traces.Read(bed, "cached");

        Assert.Multiple(() =>
        {
            Assert.That(trace.Steps, Has.Exactly(10).Items.And.All.Matches<TracedStep>(step => step.Cached));
            Assert.That(trace.Steps.Sum(step => step.Duration.Ticks), Is.Zero);
            Assert.That(trace.Imports, Is.Not.Empty.And.All.Matches<TracedImport>(import => import.Found));
        });
    }

    [Test]
    public void A_changed_build_runs_what_is_behind_the_change_and_only_fetches_what_is_before_it() =>
        Assert.That(
            Traces.Read(bed, "changed").Steps(),
            Is.EqualTo(
                """
                assets 2/3 WORKDIR /assets: cached
                assets 3/3 RUN for i in 1 2 3; do echo "asset $i" | tee $i.txt; sleep 0.1; done: cached
                builder 2/6 WORKDIR /src: cached
                builder 3/6 COPY words.txt ./: cached
                builder 4/6 RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü': cached
                builder 5/6 COPY code.txt ./: ran
                builder 6/6 RUN cat sorted.txt code.txt > app.txt && echo compiled: ran
                stage-2 2/4 COPY --from=builder /src/app.txt /app.txt: ran
                stage-2 3/4 COPY --from=assets /assets /assets: ran
                stage-2 4/4 RUN echo installed >> /app.txt: ran
                """
            )
        );

    [Test]
    public void A_failing_build_tells_the_step_and_docker_s_words()
    {
        var reader = Traces.Reader(bed);

        var failed = reader.Read(Traces.Build(bed, "failing")).Steps.Single(step => step.Error is not null);

        Assert.Multiple(() =>
        {
            Assert.That(failed.Stage.Name, Is.EqualTo("builder"));
            Assert.That((failed.Number, failed.StepsOfStage), Is.EqualTo((6, 6)));
            Assert.That(failed.Error, Does.EndWith("exit code: 3"));
            Assert.That(failed.Cached, Is.False);
            Assert.That(reader.Messages[^1], Does.EndWith("exit code: 3"));
            Assert.That(reader.Messages, Has.Some.Contains("code.txt:1: no such word"), "the place, or the output");
        });
    }

    [Test]
    public void A_cache_out_of_reach_is_told_from_one_that_is_absent()
    {
        var trace = Traces.Read(bed, "cache-fails");

        Assert.That(
            trace.Imports,
            Is.Not.Empty.And.All.Matches<TracedImport>(import =>
                import.Reference.StartsWith("127.0.0.1:1/captured:", StringComparison.Ordinal)
                && import.Error!.EndsWith("connection refused", StringComparison.Ordinal)
                && FailureTable.KindOf(import.Error) != FailureKind.NotFound
            )
        );
    }

    [Test]
    public void What_a_step_writes_is_shown_behind_its_beginning_and_before_its_end()
    {
        var shown = new List<string>();

        Traces.Read(bed, "cold", shown.Add);

        var begin = shown.FindIndex(line => line.Contains("[builder 4/6] RUN", StringComparison.Ordinal));
        var number = shown[begin].Split(' ')[0];
        var own = shown.Skip(begin).Where(line => line.StartsWith($"{number} ", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(own.FindIndex(line => line.EndsWith("3 sorted.txt", StringComparison.Ordinal)), Is.Positive);
            Assert.That(own, Has.Some.Contains("no end of line: ü"));
            Assert.That(own[^1], Does.Contain($"DONE "));
        });
    }

    [Test]
    public void Steps_side_by_side_keep_their_own_output()
    {
        var shown = new List<string>();

        Traces.Read(bed, "cold", shown.Add);

        var number = shown.First(line => line.Contains("[assets 3/3]", StringComparison.Ordinal)).Split(' ')[0];
        Assert.That(
            shown
                .Where(line => line.StartsWith($"{number} ", StringComparison.Ordinal))
                .Select(line => line[^7..])
                .Where(end => end.StartsWith("asset ", StringComparison.Ordinal)),
            Is.EqualTo((string[])["asset 1", "asset 2", "asset 3"])
        );
    }
}
