using System.Globalization;
using Cake.DockerLayerCache.Soak;
using Cake.DockerLayerCache.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

try
{
    var options = SoakOptions.Parse(args);
    var summary = new Summary();
    var schedule = ScheduledRun.Of(options);
    if (!schedule.Any())
    {
        throw new SoakException("There is no such run: --from and --runs leave none.");
    }

    using var home = new BedHome("soak");
    using var machines = new Machines();
    foreach (var scheduled in schedule)
    {
        var run = machines.Run(scheduled);
        summary.Add(run);
        Console.WriteLine(
            $"{scheduled.Number, 5} {run.Bed} {run.Outcome} {run.Code} {run.Seconds:0.0} s, {run.Injected.Count} injected; {run.Scenario}"
        );
        foreach (var violation in run.Violations)
        {
            Console.WriteLine($"      {violation}");
        }

        if (options.Output is { } file)
        {
            File.AppendAllText(file, RunLine.Of(scheduled, run) + "\n");
        }
    }

    Console.WriteLine();
    Console.WriteLine(summary);
    return summary.HasViolations ? 1 : 0;
}
catch (SoakException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
catch (Exception failure)
{
    // Handled here, so that the beds are taken down.
    Console.Error.WriteLine(failure);
    return 1;
}
