using System.Diagnostics;
using Cake.Core;
using Cake.DockerLayerCache.Benchmarks.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks.StartUp;

/// <summary>
/// What the addin costs a script that takes it in: the real Cake runs a script of one task without any addin, with one
/// that holds a single empty alias, and with this one, in turns whose order changes, each in a process of its own.
/// </summary>
internal sealed class StartUpBenchmark(BenchmarkOptions options, TextWriter console) : IDisposable
{
    public const string Name = "start-up";

    private const string EmptyAddin = "Cake.Empty";

    private const string Task = """
        Task("Default").Does(() => Information("started"));
        RunTarget("Default");
        """;

    private readonly TemporaryFolder folder = new("start-up ");

    public string Run()
    {
        var feed = folder.File("feed");
        AddinPackage.Pack(feed, AddinPackage.VersionOfSamples);
        PackEmptyAddin(feed);
        folder.Write("without/build.cake", Task);
        folder.Write("empty/build.cake", AddinLine(feed, EmptyAddin) + Task);
        folder.Write("addin/build.cake", AddinLine(feed, "Cake.DockerLayerCache") + Task);

        // The first start fetches an addin from its feed; it is there from then on.
        OneRound(0);
        var rounds = new List<Round>();
        for (var round = 0; round < options.Repeat; round++)
        {
            rounds.Add(OneRound(round));
            console.WriteLine(rounds[^1]);
        }

        return Table(rounds);
    }

    public void Dispose() => folder.Dispose();

    private static string Table(List<Round> rounds)
    {
        var table = new MarkdownTable("script", "median, s", "later than without (median of a round), ms");
        table.Add("without an addin", Seconds(round => round.Without), "");
        table.Add("with an empty addin", Seconds(round => round.Empty), Later(round => round.Empty));
        table.Add("with this addin", Seconds(round => round.Addin), Later(round => round.Addin));
        return $"{table}";

        string Seconds(Func<Round, double> start) => $"{Figures.Median(rounds.Select(start)):0.000}";

        string Later(Func<Round, double> start) =>
            $"{1000 * Figures.Median(rounds.Select(round => start(round) - round.Without)):0}";
    }

    private static string AddinLine(string feed, string package) =>
        AddinPackage.AddinLine(feed, package, AddinPackage.VersionOfSamples) + "\n";

    private void PackEmptyAddin(string feed)
    {
        folder.Write(
            "source/Empty.cs",
            """
            public static class EmptyAliases
            {
                [Cake.Core.Annotations.CakeMethodAlias]
                public static void Nothing(this Cake.Core.ICakeContext context) { }
            }
            """
        );
        folder.Write(
            $"source/{EmptyAddin}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Version>{AddinPackage.VersionOfSamples}</Version>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(ICakeContext).Assembly.Location}" Private="false" />
              </ItemGroup>
            </Project>
            """
        );
        AddinPackage.PackProject(folder.File("source"), feed);
    }

    private Round OneRound(int number)
    {
        var seconds = Turns
            .Of(["without", "empty", "addin"], number)
            .ToDictionary(script => script, Seconds, StringComparer.Ordinal);
        return new(seconds["without"], seconds["empty"], seconds["addin"]);
    }

    private double Seconds(string script)
    {
        var clock = Stopwatch.StartNew();
        var run = AddinPackage.Cake(null, folder.File($"{script}/build.cake"));
        var seconds = clock.Elapsed.TotalSeconds;
        return run.ExitCode == 0 && run.Output.Contains("started", StringComparison.Ordinal)
            ? seconds
            : throw new BenchmarkException($"the script {script}: exit code {run.ExitCode}\n{run.Output}");
    }

    /// <summary>The seconds that each of the three scripts took.</summary>
    private sealed record Round(double Without, double Empty, double Addin)
    {
        public override string ToString() =>
            $"{Without:0.000} s without, {Empty:0.000} s with an empty addin, {Addin:0.000} s with this one";
    }
}
