using System.Globalization;
using BenchmarkDotNet.Attributes;
using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.ReadingBenchmarks;

/// <summary>Which files of a large context a COPY can see, under many patterns.</summary>
[MemoryDiagnoser]
public class WalkContext
{
    private const int Patterns = 200;
    private const int FilesInFolder = 100;

    private string folder = "";
    private IgnoreRules rules = null!;

    [Params(25_000, 50_000, 100_000)]
    public int Files { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("context").FullName;
        for (var i = 0; i < Files / FilesInFolder; i++)
        {
            var place = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"src{i % 50}/part{i}"));
            Directory.CreateDirectory(place);
            for (var file = 0; file < FilesInFolder; file++)
            {
                File.WriteAllText(
                    Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"file{file}.cs")),
                    ""
                );
            }
        }

        string[] shapes =
        [
            "*.t{0}",
            "**/*.u{0}",
            "**/obj{0}",
            "src{0}x/**",
            "/out{0}",
            "**/gen{0}/*.cs",
            "!keep{0}",
            "file{0}?[ab]",
        ];
        rules = IgnoreRules.Parse(
            string.Join(
                '\n',
                Enumerable
                    .Range(0, Patterns)
                    .Select(i => string.Format(CultureInfo.InvariantCulture, shapes[i % shapes.Length], i))
            ),
            ".dockerignore"
        );
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public int Walk() => ContextFiles.In(folder, rules).Count();
}
