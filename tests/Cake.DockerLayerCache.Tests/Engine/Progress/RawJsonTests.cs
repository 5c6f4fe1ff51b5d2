using System.Text;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>What BuildKit may do in its JSON progress, and the captured builds happen not to show.</summary>
public sealed class RawJsonTests
{
    private const string Step =
        """{"vertexes":[{"digest":"d","name":"[builder 2/2] RUN make","started":"2026-01-01T00:00:01Z"}]}""";
    private const string Completed =
        """{"vertexes":[{"digest":"d","inputs":["i"],"name":"[builder 2/2] RUN make","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:03Z"}]}""";
    private const string Cached =
        """{"vertexes":[{"digest":"d","name":"[builder 2/2] RUN make","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:01Z","cached":true}]}""";
    private const string StartedAgain =
        """{"vertexes":[{"digest":"d","name":"[builder 2/2] RUN make","started":"2026-01-01T00:00:02Z"}]}""";
    private const string CompletedAgain =
        """{"vertexes":[{"digest":"d","name":"[builder 2/2] RUN make","started":"2026-01-01T00:00:02Z","completed":"2026-01-01T00:00:03Z"}]}""";

    // The first step behind FROM scratch.
    private const string LookedFor =
        """{"vertexes":[{"digest":"w","name":"[stage-1 1/2] WORKDIR /app","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:01Z"}]}""";

    [Test]
    public void A_cached_step_that_starts_again_to_fetch_its_layers_stays_cached() =>
        Assert.That(
            Only(Cached, StartedAgain, """{"statuses":[{"id":"extracting sha256:1","vertex":"d"}]}""", CompletedAgain),
            Has.Property(nameof(TracedStep.Cached)).True
        );

    [Test]
    public void A_cached_step_that_starts_again_and_fetches_nothing_has_run() =>
        Assert.That(Only(Cached, StartedAgain, CompletedAgain), Has.Property(nameof(TracedStep.Cached)).False);

    [Test]
    public void A_step_that_was_never_started_in_a_build_that_succeeded_was_not_needed() =>
        Assert.That(
            Only("""{"vertexes":[{"digest":"d","name":"[builder 2/2] RUN make"}]}"""),
            Has.Property(nameof(TracedStep.Cached)).True
        );

    [Test]
    public void A_step_that_nothing_goes_into_is_begun_once_to_be_looked_for() =>
        Assert.That(
            Read(LookedFor, Behind("c", "w", cached: true)).Trace.Steps.Select(step => step.Cached),
            Is.EqualTo((bool[])[true, true])
        );

    [Test]
    public void A_step_that_nothing_goes_into_is_begun_again_to_run()
    {
        var trace = Read(
            LookedFor,
            LookedFor.Replace("00:00:01Z", "00:00:02Z", StringComparison.Ordinal),
            Behind("c", "w", cached: false)
        ).Trace;

        Assert.That(trace.Steps.Select(step => step.Cached), Is.EqualTo((bool[])[false, false]));
    }

    [Test]
    public void A_step_that_nothing_goes_into_was_not_reused_in_a_build_that_failed() =>
        Assert.That(Read([LookedFor], succeeded: false).Trace.Steps.Single().Cached, Is.False);

    [TestCase(true)]
    [TestCase(false)]
    public void What_a_step_fetches_is_no_step_of_its_own(bool cached)
    {
        const string Name = "[builder 2/2] ADD https://a/b /b";
        const string Fetched =
            $$"""{"vertexes":[{"digest":"s","name":"{{Name}}","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z"}]}""";

        var step = Only(
            Fetched,
            cached ? Fetched : Fetched.Replace("T00:00:0", "T00:00:1", StringComparison.Ordinal),
            Behind("a", "s", cached, Name)
        );

        Assert.That((step.Cached, step.Duration), Is.EqualTo((cached, TimeSpan.FromSeconds(cached ? 0 : 3))));
    }

    [Test]
    public void What_a_step_cannot_fetch_is_its_failure()
    {
        const string Name = "[builder 2/2] ADD https://a/b /b";
        var trace = Read(
            [
                $$"""{"vertexes":[{"digest":"a","inputs":["s"],"name":"{{Name}}"}]}""",
                $$"""{"vertexes":[{"digest":"s","name":"{{Name}}","started":"2026-01-01T00:00:00Z","error":"404"}]}""",
            ],
            succeeded: false
        ).Trace;

        Assert.That(trace.Steps.Single().Error, Is.EqualTo("404"));
    }

    [TestCase(true, true, true)]
    [TestCase(true, false, false)]
    [TestCase(false, false, false)]
    public void A_copy_and_its_link_are_one_step(bool copied, bool linked, bool cached)
    {
        var step = Only(
            Behind("l", "c", linked, "[builder 2/2] LINK COPY --link a b"),
            Behind("c", "f", copied, "[builder 2/2] COPY --link a b")
        );

        Assert.Multiple(() =>
        {
            Assert.That((step.Instruction, step.Cached), Is.EqualTo(("COPY --link a b", cached)));
            Assert.That(step.Duration, Is.EqualTo(TimeSpan.FromSeconds((copied ? 0 : 1) + (linked ? 0 : 1))));
        });
    }

    [Test]
    public void A_step_takes_the_time_from_its_start_to_its_end() =>
        Assert.That(Only(Step, Completed, Completed).Duration, Is.EqualTo(TimeSpan.FromSeconds(2)));

    [Test]
    public void A_step_on_a_platform_is_a_step_of_its_stage()
    {
        var step = Only("""{"vertexes":[{"digest":"d","name":"[linux/arm64 builder 2/5] COPY . ."}]}""");

        Assert.That((step.Stage, step.Number, step.StepsOfStage), Is.EqualTo((new StageKey("builder", null), 2, 5)));
    }

    [TestCase("[linux/arm64 2/5] COPY . .")]
    [TestCase("[2/5] COPY . .")]
    public void A_step_without_a_stage_is_of_the_only_one(string name) =>
        Assert.That(
            Only($$"""{"vertexes":[{"digest":"d","name":"{{name}}"}]}""").Stage,
            Is.EqualTo(new StageKey(null, 0))
        );

    [TestCase("[builder 1/2] FROM docker.io/library/golang")]
    [TestCase("[internal] load build context")]
    [TestCase("[auth] me/image:pull token for registry")]
    [TestCase("exporting to image")]
    [TestCase("[builder x/y] RUN make")]
    [TestCase("[] RUN make")]
    [TestCase("")]
    public void What_is_no_step_is_none(string name) =>
        Assert.That(Read($$"""{"vertexes":[{"digest":"d","name":"{{name}}"}]}""").Trace.Steps, Is.Empty);

    [Test]
    public void Output_is_put_together_from_pieces_that_end_anywhere()
    {
        var text = Encoding.UTF8.GetBytes("two lines,\r\nwith ü and 🐳,\n\nand an end without one");

        var (_, shown) = Read([Step, .. text.Select(each => Log("d", [each])), Completed]);

        Assert.That(
            shown,
            Is.EqualTo(
                (string[])
                    [
                        "#1 [builder 2/2] RUN make",
                        "#1 two lines,",
                        "#1 with ü and 🐳,",
                        "#1 ",
                        "#1 and an end without one",
                        "#1 DONE 2.0s",
                    ]
            )
        );
    }

    [Test]
    public void Output_of_steps_side_by_side_is_not_mixed()
    {
        var (_, shown) = Read(Log("a", "on"u8), Log("b", "tw"u8), Log("a", "e\n"u8), Log("b", "o\n"u8));

        Assert.That(
            shown.Where(line => line.EndsWith('e') || line.EndsWith('o')),
            Is.EqualTo((string[])["#1 one", "#2 two"])
        );
    }

    [Test]
    public void Docker_s_warnings_about_the_Dockerfile_are_shown()
    {
        var text = Convert.ToBase64String("FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 2)"u8);

        var (_, shown) = Read($$"""{"warnings":[{"vertex":"d","level":1,"short":"{{text}}"}]}""");

        Assert.That(
            shown,
            Is.EqualTo((string[])["WARNING: FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 2)"])
        );
    }

    [Test]
    public void JSON_that_tells_no_progress_is_what_docker_says()
    {
        var reader = new RawJsonProgress(_ => { });

        reader.Error("""{"level":"error","msg":"no such host"}""");

        Assert.That(reader.Messages, Is.EqualTo((string[])["""{"level":"error","msg":"no such host"}"""]));
    }

    [Test]
    public void Only_the_last_of_many_words_are_kept()
    {
        var reader = new RawJsonProgress(_ => { });
        for (var i = 0; i < 100_000; i++)
        {
            reader.Error($"{i}");
        }

        Assert.That(
            reader.Messages,
            Has.Count.EqualTo(60).And.EqualTo(Enumerable.Range(99_940, 60).Select(i => $"{i}"))
        );
    }

    private static string Behind(string digest, string input, bool cached, string name = "[stage-1 2/2] COPY a b") =>
        $$"""{"vertexes":[{"digest":"{{digest}}","inputs":["{{input}}"],"name":"{{name}}","started":"2026-01-01T00:00:03Z","completed":"2026-01-01T00:00:0{{(
            cached ? 3 : 4
        )}}Z","cached":{{(cached ? "true" : "false")}}}]}""";

    private static TracedStep Only(params string[] lines) => Read(lines).Trace.Steps.Single();

    private static (BuildTrace Trace, IReadOnlyList<string> Shown) Read(params string[] lines) =>
        Read(lines, succeeded: true);

    private static (BuildTrace Trace, IReadOnlyList<string> Shown) Read(string[] lines, bool succeeded)
    {
        var shown = new List<string>();
        var reader = new RawJsonProgress(shown.Add);
        foreach (var line in lines)
        {
            reader.Error(line);
        }

        return (reader.Trace(succeeded), shown);
    }

    private static string Log(string vertex, ReadOnlySpan<byte> data) =>
        $$"""{"logs":[{"vertex":"{{vertex}}","stream":1,"data":"{{Convert.ToBase64String(data)}}"}]}""";
}
