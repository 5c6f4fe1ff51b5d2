using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>Captured builds with something between their lines, or without their end.</summary>
public sealed class NoisyBuildTests
{
    private static readonly string[] Noise =
    [
        "",
        "WARNING: a credential helper says something",
        "#",
        "# 1",
        "#x [builder 4/6] RUN x",
        "#99",
        "#99 CACHED",
        "Step",
        "Step : ",
        "Step a/b : c",
        "Step 1/3 : FROM nested",
        " --->",
        " ---> not an id",
        "null",
        "[1]",
        "}",
        "{}",
        "{\"level\":\"warning\"}",
        "{\"vertexes\":[null,{}],\"logs\":[{\"vertex\":1}],\"statuses\":\"none\"}",
        "{ is no JSON",
        "------------",
        "\u001b[91mred\u001b[0m",
    ];

    private static readonly string[] Scenarios = ["changed", "failing"];

    [Test]
    public void Other_text_between_the_lines_changes_nothing(
        [Values("engine20-legacy", "engine20-buildkit", "engine28-containerd")] string bed,
        [ValueSource(nameof(Scenarios))] string scenario
    )
    {
        var build = Traces.Build(bed, scenario);

        var noisy = Traces.Reader(bed).Read(WithNoise(build, inside: _ => true));

        Assert.That(noisy.Steps(), Is.EqualTo(Traces.Read(bed, scenario).Steps()));
    }

    [Test]
    public void Other_text_between_the_lines_of_an_object_changes_nothing(
        [ValueSource(nameof(Scenarios))] string scenario
    )
    {
        const string Bed = "engine26-graph";
        var build = Traces.Build(Bed, scenario);

        // What opens or closes an object can only be told from the object's own lines where none is open.
        var noisy = Traces
            .Reader(Bed)
            .Read(WithNoise(build, inside: noise => noise is not (['{', ..] or ['}', ..] or [' ', ..])));

        Assert.That(noisy.Steps(), Is.EqualTo(Traces.Read(Bed, scenario).Steps()));
    }

    [Test]
    public void A_build_can_break_off_behind_any_line(
        [Values("engine20-legacy", "engine20-buildkit", "engine26-graph", "engine28-containerd")] string bed,
        [ValueSource(nameof(Scenarios))] string scenario
    )
    {
        var build = Traces.Build(bed, scenario);
        var (reader, known) = (Traces.Reader(bed), 0);
        foreach (var line in build.Output)
        {
            reader.Output(line);
            Known();
        }

        foreach (var line in build.Error)
        {
            reader.Error(line);
            Known();
        }

        Assert.That(known, Is.Positive);

        void Known()
        {
            var steps = reader.Trace(succeeded: false).Steps.Count;
            Assert.That(steps, Is.AtLeast(known));
            known = steps;
        }
    }

    [Test]
    public void A_build_can_break_off_in_any_line(
        [Values("engine20-legacy", "engine20-buildkit", "engine26-graph", "engine28-containerd")] string bed
    )
    {
        var build = Traces.Build(bed, "changed");
        var (whole, all) = (Traces.Read(bed, "changed").Steps.Count, build.Output.Count + build.Error.Count);
        for (var lines = 0; lines < all; lines += 1 + (all / 100))
        {
            var trace = Traces.Reader(bed).Read(Cut(build, lines));

            Assert.That(trace.Steps, Has.Count.AtMost(whole));
        }
    }

    private static Transcript WithNoise(Transcript build, Func<string, bool> inside)
    {
        return build with { Output = Noisy(build.Output), Error = Noisy(build.Error) };

        // The legacy builder runs nothing that could write before its first step, or before it takes one from the cache.
        IReadOnlyList<string> Noisy(IReadOnlyList<string> lines) =>
            [
                .. lines.SelectMany(
                    (line, i) =>
                        Noise
                            .Where(noise => inside(noise) || i == 0)
                            .Where(_ => i > FirstStep(lines) && line != " ---> Using cache")
                            .Append(line)
                ),
            ];

        static int FirstStep(IReadOnlyList<string> lines) =>
            lines.ToList().FindIndex(line => line.StartsWith("Step 1/", StringComparison.Ordinal));
    }

    private static Transcript Cut(Transcript build, int lines) =>
        build with
        {
            ExitCode = 1,
            Output = [.. build.Output.Take(lines), .. build.Output.Skip(lines).Take(1).Select(Half)],
            Error =
            [
                .. build.Error.Take(lines - build.Output.Count),
                .. build
                    .Error.Skip(Math.Max(0, lines - build.Output.Count))
                    .Take(lines < build.Output.Count ? 0 : 1)
                    .Select(Half),
            ],
        };

    private static string Half(string line) => line[..(line.Length / 2)];
}
