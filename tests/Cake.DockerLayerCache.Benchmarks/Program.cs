using System.Globalization;
using Cake.DockerLayerCache.Benchmarks;
using Cake.DockerLayerCache.Benchmarks.Load;
using Cake.DockerLayerCache.Benchmarks.StartUp;
using Cake.DockerLayerCache.Benchmarks.Ways;
using Cake.DockerLayerCache.Testing;

// What is printed is pasted into documents: no comma for a point.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is [AddinProcess.Name, .. var call])
{
    AddinProcess.Run(call);
    return 0;
}

if (args is [LoadProcess.Name, .. var builds])
{
    LoadProcess.Run(builds);
    return 0;
}

try
{
    if (args is [LoadBenchmark.Name, .. var wishes])
    {
        using var ownHome = Home();
        Console.Write(new LoadBenchmark(BenchmarkOptions.Parse(wishes), Console.Out).Run());
        return 0;
    }

    if (args is [StartUpBenchmark.Name, .. var choices])
    {
        using var startUp = new StartUpBenchmark(BenchmarkOptions.Parse(choices), Console.Out);
        Console.Write(startUp.Run());
        return 0;
    }

    var options = BenchmarkOptions.Parse(args);
    using var home = Home();
    var report = new Benchmark(options, Console.Out).Run();
    Console.WriteLine();
    Console.Write(report);
    if (options.Output is { } file)
    {
        File.WriteAllText(file, report.ToString());
    }

    // The figures of a build that did not reuse what it should are no figures to go by.
    return report.HasDeviations ? 1 : 0;
}
catch (BenchmarkException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (Exception e)
{
    // Handled here, so that the beds are taken down.
    Console.Error.WriteLine(e);
    return 1;
}

static BedHome Home()
{
    // The same for every build, and nothing left on it by the build before.
    BedHome.Default("BEDS_DISK", "loop");
    return new BedHome("benchmark");
}
