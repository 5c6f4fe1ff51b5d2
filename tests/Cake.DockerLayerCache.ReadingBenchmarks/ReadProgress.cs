using System.Globalization;
using BenchmarkDotNet.Attributes;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.ReadingBenchmarks;

/// <summary>A build's progress as JSON, of which most is what steps say; shown, but nowhere written.</summary>
[MemoryDiagnoser]
public class ReadProgress
{
    private const int Steps = 200;

    private string[] lines = [];

    [Params(10_000, 100_000, 1_000_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare() =>
        lines = [
            .. Enumerable
                .Range(0, Steps)
                .SelectMany(step =>
                    Enumerable
                        .Repeat(Log(step), 20)
                        .Append(Transfer(step))
                        .Prepend(Vertex(step, ""))
                        .Append(Vertex(step, ",\"completed\":\"2026-11-24T15:23:19Z\""))
                ),
        ];

    [Benchmark]
    public int Read()
    {
        var shown = 0;
        var reader = new RawJsonProgress(_ => shown++);
        for (var i = 0; i < Events; i++)
        {
            reader.Error(lines[i % lines.Length]);
        }

        return shown + reader.Trace(succeeded: true).Steps.Count;
    }

    private static string Vertex(int step, string end) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"vertexes\":[{{\"digest\":\"sha256:{step}\",\"name\":\"[s {step + 1}/{Steps}] RUN make\",\"started\":\"2026-11-24T15:23:18Z\"{end}}}]}}"
        );

    private static string Transfer(int step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"statuses\":[{{\"id\":\"sha256:1\",\"vertex\":\"sha256:{step}\",\"current\":5,\"total\":9,\"timestamp\":\"2026-11-24T15:23:18Z\"}}]}}"
        );

    private static string Log(int step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"logs\":[{{\"vertex\":\"sha256:{step}\",\"stream\":1,\"data\":\"Y29tcGlsaW5nIG1haW4uYyB3aXRoIHdhcm5pbmdzCg==\",\"timestamp\":\"2026-11-24T15:23:18Z\"}}]}}"
        );
}
