using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.Faults;

namespace Cake.DockerLayerCache.Soak;

/// <summary>The registry and the beds, brought up when they are first needed, and taken down with their home.</summary>
internal sealed class Machines : IDisposable
{
    private readonly string registry = BedRegistry.Up();
    private readonly Dictionary<string, FaultedMachine> machines = new(StringComparer.Ordinal);

    public Machines() => BedRegistry.AddBaseImages(registry, "busybox:1");

    public FaultedRun Run(ScheduledRun run) => Of(run.Bed).Run(run.Scenario);

    public void Dispose()
    {
        foreach (var (name, machine) in machines)
        {
            foreach (var words in machine.EndedEngines)
            {
                Console.Error.WriteLine($"{name} has ended by itself.\n{words}");
            }

            machine.Dispose();
        }
    }

    private FaultedMachine Of(string name)
    {
        if (!machines.TryGetValue(name, out var known))
        {
            var bed = new Bed(name);
            bed.Wipe();
            machines[name] = known = new FaultedMachine(bed, registry);
        }

        return known;
    }
}
