using System.Collections;
using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Testing;

/// <summary>
/// Beds of a program's own, as tests may be using the others of this checkout meanwhile; all is taken down in the end,
/// and when a signal ends the program.
/// </summary>
public sealed class BedHome : IDisposable
{
    private readonly Lock gate = new();
    private readonly IReadOnlyList<PosixSignalRegistration> signals;
    private bool down;

    /// <summary>Makes this process one that has beds of its own.</summary>
    /// <param name="name">Whose they are.</param>
    public BedHome(string name)
    {
        var home = Path.GetFullPath(Environment.GetEnvironmentVariable("BEDS_HOME") ?? RepositoryRoot.File(".beds"));
        Default("BEDS_PACKAGES", Path.Combine(home, "packages"));
        Environment.SetEnvironmentVariable("BEDS_HOME", Path.Combine(home, name));
        ForgetDockerSettings();
        // The signal then ends the process, as it would have without.
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => TakeDown()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => TakeDown()),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => TakeDown()),
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
                Bed.DownForGood();
                down = true;
            }
        }
    }

    /// <summary>Sets a variable that nobody has set.</summary>
    public static void Default(string name, string value)
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
