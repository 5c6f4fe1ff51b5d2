using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cake.DockerLayerCache.Testing.Corpus;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>
/// Changes Dockerfiles of the corpus at random for some seconds, or for as many as the environment says
/// (<c>FUZZ_SECONDS</c>); <c>./build.sh --target=Fuzz --seconds=3600</c> runs them for an hour.
/// </summary>
public sealed class FuzzTests
{
    private const string Seconds = "FUZZ_SECONDS";
    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(1);

    private static readonly string[] Pieces =
    [
        "FROM ",
        "FROM scratch AS one\n",
        "FROM one\n",
        " AS ",
        "COPY ",
        "COPY --from=",
        "--from=one ",
        "--mount=from=one,target=/x ",
        "RUN ",
        "ARG A=",
        "ENV A=",
        "ONBUILD ",
        "HEALTHCHECK ",
        "LABEL ",
        "SHELL [",
        "# escape=`\n",
        "# syntax=x\n",
        "\\\n",
        "`\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\v",
        "\f",
        "<<EOF",
        "<<-EOF",
        "<<\"EOF\"",
        "EOF\n",
        "$A",
        "${A:-",
        "${A##",
        "${A//",
        "}",
        "\"",
        "'",
        "\\",
        "`",
        "$",
        "{",
        "[\"",
        "\", \"",
        "\"]",
        "=",
        ",",
        "--",
        "-",
        "#",
        "\0",
        "\uFEFF",
        "\uD800",
        "é",
        "\U0001F600",
        "0",
        "1",
        "*",
        "?",
        "[a-",
        "]",
        "!",
        "/",
        "**",
        "..",
    ];

    // Without being told how long, the same inputs each time: a test run is no place for surprises.
    private static readonly (TimeSpan Time, int Seed) Run = int.TryParse(
        Environment.GetEnvironmentVariable(Seconds),
        CultureInfo.InvariantCulture,
        out var seconds
    )
        ? (TimeSpan.FromSeconds(seconds), Environment.TickCount)
        : (TimeSpan.FromSeconds(4), 1);

    [Test]
    public void A_Dockerfile_gives_a_model_or_a_coded_error() =>
        Fuzz([.. DockerfileCorpus.All.Select(file => file.Text)], AnyDockerfile.Fault);

    [Test]
    public void An_ignore_file_gives_rules_or_a_coded_error() =>
        Fuzz(["a\n!b\n", "**/x\n*.y\n", "[a-c]\\d\n", "# x\n/a/../b\n"], AnyDockerfile.IgnoreFault);

    private static void Fuzz(IReadOnlyList<string> seeds, Func<string, string?> fault)
    {
        var (time, seed) = Run;
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        var tried = 0L;
        while (clock.Elapsed < time)
        {
            var text = Changed(seeds, random);
            var reading = Task.Run(() => fault(text));
            tried++;
            Assert.That(reading.Wait(LongestRead), $"seed {seed}, input {tried} hangs: {Shown(text)}");
            Assert.That(reading.Result, Is.Null, $"seed {seed}, input {tried}: {Shown(text)}");
        }

        TestContext.Out.WriteLine($"{tried} inputs, seed {seed}");
    }

    private static string Changed(IReadOnlyList<string> seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Count)]);
        for (var change = random.Next(1, 8); change > 0; change--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(12), text.Length - at));
                    break;
                case 1:
                    var other = seeds[random.Next(seeds.Count)];
                    text.Insert(at, other[random.Next(other.Length + 1)..]);
                    break;
                case 2 when text.Length > 0:
                    text.Insert(at, text.ToString(0, Math.Min(text.Length, 2_000)));
                    break;
                case 3:
                    text.Insert(at, new string(Pieces[random.Next(Pieces.Length)][0], random.Next(1, 300)));
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private static string Shown(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
