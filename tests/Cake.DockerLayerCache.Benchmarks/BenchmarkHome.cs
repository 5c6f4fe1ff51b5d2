using System.Collections;
using System.Runtime.InteropServices;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Benchmarks;

/// <summary>
/// Beds of the benchmark's own, as tests may be using the others of this checkout meanwhile; all is taken down in the
/// end.
/// </summary>
internal sealed class BenchmarkHome : IDisposable
{
    private readonly Lock gate = new();
    private readonly IReadOnlyList<PosixSignalRegistration> signals;
    private bool down;

    public BenchmarkHome()
    {
        var home = Path.GetFullPath(Environment.GetEnvironmentVariable("BEDS_HOME") ?? RepositoryRoot.File(".beds"));
        Default("BEDS_PACKAGES", Path.Combine(home, "packages"));
        // The same for every build, and nothing left on it by the build before.
        Default("BEDS_DISK", "loop");
        Environment.SetEnvironmentVariable("BEDS_HOME", Path.Combine(home, "benchmark"));
        ForgetDockerSettings();
        // The signal then ends the process, as it would have without.
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => TakeDown()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => TakeDown()),
        ];
    }

    public void Dispose()
    {
        TakeDown();
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    // Whoever comes second waits until all is down.
    private void TakeDown()
    {
        lock (gate)
        {
            if (!down)
            {
                Bed.DownAll();
                down = true;
            }
        }
    }

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    // They would say which engine and which builder a command meets.
    private static void ForgetDockerSettings()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => (string)e.Key))
        {
            if (
                name.StartsWith("DOCKER_", StringComparison.Ordinal)
                || name.StartsWith("BUILD", StringComparison.Ordinal)
            )
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
