using System.Globalization;
using System.Text.Json;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>The numbers of a report are those that the engine itself gave; a stream that is damaged makes them fewer.</summary>
public sealed class CapturedReportTests
{
    private static readonly Dictionary<string, Setup> Setups = new(StringComparer.Ordinal)
    {
        ["engine20-legacy"] = Setup.Legacy,
        ["engine20-buildkit"] = Setup.BuiltInBuildKit,
        ["engine26-graph"] = Setup.BuildxOnGraphStore,
        ["engine28-containerd"] = Setup.BuildxOnContainerdStore,
    };

    [Test]
    public void Times_and_sizes_are_those_of_the_stream(
        [Values("engine26-graph", "engine28-containerd")] string bed,
        [Values("cold", "changed", "cached")] string scenario
    )
    {
        var transcript = Transcript.Of($"{bed}/{scenario}").Single();
        var told = new ToldVertices(transcript);

        var result = Build(bed, transcript);

        var ran = result.Stages.SelectMany(stage => stage.StepList).Where(step => !step.Cached).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(
                ran.Select(step => step.Duration.TotalSeconds),
                Is.EqualTo(ran.Select(step => told.Seconds(step.Instruction))).Within(0.001)
            );
            Assert.That(result.BytesPulled ?? 0, Is.EqualTo(told.BytesPulled));
            Assert.That(result.BytesPushed ?? 0, Is.EqualTo(told.BytesPushed));
            Assert.That(
                result.Times.Exporting + result.Times.Pushing,
                Is.EqualTo(TimeSpan.FromSeconds(told.Seconds("exporting to image")))
                    .Within(TimeSpan.FromMilliseconds(1))
            );
        });
        Assert.That(ran, scenario == "cached" ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public void What_the_engine_pushes_for_the_builder_is_counted_as_the_stream_has_it()
    {
        var transcript = Transcript.Of("engine26-graph/pushed").Single();
        var told = new ToldVertices(transcript);

        var result = Build("engine26-graph", transcript);

        Assert.Multiple(() =>
        {
            Assert.That(told.BytesPushed, Is.Positive);
            Assert.That(result.BytesPushed, Is.EqualTo(told.BytesPushed));
            Assert.That(
                result.Times.Pushing,
                Is.EqualTo(TimeSpan.FromSeconds(told.Seconds("pushing 127.0.0.1:5000/captured:latest with docker")))
                    .Within(TimeSpan.FromMilliseconds(1))
            );
        });
    }

    [Test]
    public void Times_are_those_of_plain_progress()
    {
        var transcript = Transcript.Of("engine20-buildkit/changed").Single();

        var result = Build("engine20-buildkit", transcript);

        var ran = result.Stages.SelectMany(stage => stage.StepList).Where(step => !step.Cached).ToList();
        Assert.That(
            ran.Select(step => step.Duration.TotalSeconds),
            Is.Not.Empty.And.EqualTo(ran.Select(step => PlainSeconds(transcript, step.Instruction)))
        );
    }

    [Test]
    public void A_stream_that_is_damaged_leaves_a_build_that_succeeds(
        [Values("engine20-legacy", "engine20-buildkit", "engine26-graph", "engine28-containerd")] string bed,
        [Values("cut", "shuffled", "doubled", "renamed", "flipped", "torn", "noise")] string damage
    )
    {
        foreach (var seed in Enumerable.Range(0, 4))
        {
            var transcript = Transcript.Of($"{bed}/changed").Single();
            var random = new Random(seed);
            var damaged = transcript with
            {
                Output = Damage(transcript.Output, damage, random),
                Error = Damage(transcript.Error, damage, random),
            };

            var result = Build(bed, damaged);

            Assert.That(result.Stages.Select(stage => stage.Name), Has.Some.EqualTo("2"), $"seed {seed}");
            Assert.That(
                result.Stages,
                Is.All.Matches<DockerBuildStage>(stage => stage.Steps <= StepsOf(stage.Name)),
                $"seed {seed}"
            );
            switch (damage)
            {
                case "noise":
                    Assert.That(Numbers(result), Is.EqualTo(Numbers(Build(bed, transcript))), $"seed {seed}");
                    break;
                case "renamed":
                    Assert.That(result.Stages.Sum(stage => stage.CachedSteps), Is.Zero, $"seed {seed}");
                    break;
            }
        }
    }

    // Of the Dockerfile that was captured.
    private static int StepsOf(string stage) =>
        stage switch
        {
            "builder" => 5,
            "assets" => 2,
            _ => 3,
        };

    private static string Numbers(DockerBuildResult result) =>
        string.Join(
            '\n',
            result.Stages.SelectMany(stage =>
                stage.StepList.Select(step => $"{stage.Name} {step.Line} {step.Instruction} {step.Cached}")
            )
        );

    private static readonly string[] Noise = ["{\"vertexes\":[{\"digest\":\"x\",\"name\":7}]}", "#1 2 3"];

    private static string[] Damage(IReadOnlyList<string> lines, string damage, Random random) =>
        damage switch
        {
            "cut" => [.. lines.Take(random.Next(lines.Count + 1))],
            "shuffled" => [.. lines.OrderBy(_ => random.Next())],
            "doubled" => [.. lines.SelectMany(line => Enumerable.Repeat(line, random.Next(3)))],
            // As a version might write it that is not known yet.
            "renamed" =>
            [
                .. lines.Select(line =>
                    line.Replace("\"vertexes\"", "\"nodes\"", StringComparison.Ordinal)
                        .Replace("\"started\"", "\"begun\"", StringComparison.Ordinal)
                        .Replace("Step ", "Part ", StringComparison.Ordinal)
                        .Replace("CACHED", "REUSED", StringComparison.Ordinal)
                ),
            ],
            "flipped" =>
            [
                .. lines.Select(line =>
                    line.Length > 0 && random.Next(3) == 0
                        ? $"{line[..(random.Next(line.Length))]}{(char)random.Next(32, 127)}{line[(random.Next(line.Length))..]}"
                        : line
                ),
            ],
            "torn" => [.. lines.SelectMany(line => random.Next(3) == 0 ? [line, .. Noise] : (string[])[line])],
            // Between what docker writes in one go.
            _ =>
            [
                .. lines.SelectMany(line =>
                    line is not ("{" or [' ', ..]) && random.Next(3) == 0 ? [line, .. Noise] : (string[])[line]
                ),
            ],
        };

    private static DockerBuildResult Build(string bed, Transcript transcript)
    {
        var setup = Setups[bed];
        using var docker = setup.Fresh();
        docker.Answer(setup == Setup.Legacy || setup == Setup.BuiltInBuildKit ? "build" : "buildx-build", transcript);
        docker.Publish("sha256:1");
        using var workspace = Workspace.With(
            File.ReadAllText(
                RepositoryRoot.File(
                    "tests",
                    "Cake.DockerLayerCache.Tests",
                    "Engine",
                    "Captured",
                    "context",
                    "Dockerfile"
                )
            )
        );
        return workspace.Cake.DockerMultiStageCachedBuild(
            setup.Use(
                new DockerMultiStageCachedBuildSettings { Image = "127.0.0.1:5000/captured", CacheWrite = false },
                docker
            )
        );
    }

    private static double PlainSeconds(Transcript transcript, string instruction)
    {
        var number = transcript
            .Error.First(line => line.EndsWith($"] {instruction}", StringComparison.Ordinal))
            .Split(' ')[0];
        var done = transcript.Error.Last(line => line.StartsWith($"{number} DONE ", StringComparison.Ordinal));
        return double.Parse(done.Split(' ')[2].TrimEnd('s'), CultureInfo.InvariantCulture);
    }

    /// <summary>What a stream says of its vertices, read in another way than the addin's.</summary>
    private sealed class ToldVertices
    {
        private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
        private readonly HashSet<(string Vertex, string Start, string End)> runs = [];
        private readonly Dictionary<(string Vertex, string Id), long> sizes = [];

        public ToldVertices(Transcript transcript)
        {
            var text = string.Join('\n', transcript.Error);
            var reader = new Utf8JsonReader(
                System.Text.Encoding.UTF8.GetBytes(text),
                new JsonReaderOptions { AllowMultipleValues = true }
            );
            while (reader.Read())
            {
                Note(JsonElement.ParseValue(ref reader));
            }
        }

        public long BytesPulled => Bytes("sha256:");

        public long BytesPushed => Bytes("pushing ");

        private long Bytes(string status) =>
            sizes.Where(size => size.Key.Id.StartsWith(status, StringComparison.Ordinal)).Sum(size => size.Value);

        public double Seconds(string name)
        {
            var vertex = names.First(each =>
                each.Value == name || each.Value.EndsWith($"] {name}", StringComparison.Ordinal)
            );
            return runs.Where(run => run.Vertex == vertex.Key)
                .Sum(run =>
                    (
                        DateTimeOffset.Parse(run.End, CultureInfo.InvariantCulture)
                        - DateTimeOffset.Parse(run.Start, CultureInfo.InvariantCulture)
                    ).TotalSeconds
                );
        }

        private void Note(JsonElement update)
        {
            foreach (var vertex in Items(update, "vertexes"))
            {
                var digest = vertex.GetProperty("digest").GetString()!;
                names[digest] = vertex.GetProperty("name").GetString()!;
                if (vertex.TryGetProperty("completed", out var completed))
                {
                    runs.Add((digest, vertex.GetProperty("started").GetString()!, completed.GetString()!));
                }
            }

            foreach (var status in Items(update, "statuses"))
            {
                var key = (status.GetProperty("vertex").GetString()!, status.GetProperty("id").GetString()!);
                sizes[key] = Math.Max(sizes.GetValueOrDefault(key), status.GetProperty("current").GetInt64());
            }
        }

        private static JsonElement.ArrayEnumerator Items(JsonElement update, string name) =>
            update.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;
    }
}
