using System.Globalization;
using Cake.DockerLayerCache.Engine.Progress;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>A build that talks for hours.</summary>
public sealed class LongBuildTests
{
    private const int Vertices = 200;

    [Test]
    public void Memory_stays_flat_over_a_million_events()
    {
        var reader = new RawJsonProgress(_ => { });
        var lines = Enumerable.Range(0, 5 * Vertices).Select(Line).ToArray();
        Read(reader, lines, events: 50_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Read(reader, lines, events: 950_000);

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1_000_000));
        Assert.That(reader.Trace(succeeded: true).Steps, Has.Count.EqualTo(Vertices));
    }

    private static void Read(RawJsonProgress reader, string[] lines, int events)
    {
        for (var i = 0; i < events; i++)
        {
            reader.Error(lines[i % lines.Length]);
        }
    }

    // A vertex, its transfer, two pieces of its output, its end.
    private static string Line(int number)
    {
        var vertex = number / 5;
        var what = (number % 5) switch
        {
            0 =>
                $$"""
                "vertexes":[{"digest":"sha256:{{vertex}}","name":"[s {{vertex
                    + 1}}/{{Vertices}}] RUN {{vertex}}","started":"2026-11-24T15:23:18Z"}]
                """,
            1 => $$"""
                "statuses":[{"id":"sha256:layer","vertex":"sha256:{{vertex}}","current":{{number}},"total":5000}]
                """,
            2 or 3 => $$"""
                "logs":[{"vertex":"sha256:{{vertex}}","stream":1,"data":"bGluZQo=","timestamp":"2026-11-24T15:23:18Z"}]
                """,
            _ =>
                $$"""
                "vertexes":[{"digest":"sha256:{{vertex}}","name":"[s {{vertex
                    + 1}}/{{Vertices}}] RUN {{vertex}}","started":"2026-11-24T15:23:18Z","completed":"2026-11-24T15:23:19Z"}]
                """,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{{{what}}}");
    }
}
