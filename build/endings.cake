using System.Runtime.InteropServices;

/// What is done in the end, once: when this is disposed of, or before, when the process is told to end.
public sealed class Ending : IDisposable
{
    private readonly object gate = new();
    private readonly IReadOnlyList<PosixSignalRegistration> signals;
    private Action action;

    public Ending(Action action)
    {
        this.action = action;
        // The signal then ends the process, as it would have without.
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, AtSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, AtSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, AtSignal),
        ];
    }

    /// Before anything is started that would have to be ended too.
    public void ThrowIfOver()
    {
        lock (gate)
        {
            if (action is null)
            {
                throw new CakeException("Told to end.");
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Run();
        }
        finally
        {
            foreach (var signal in signals)
            {
                signal.Dispose();
            }
        }
    }

    private void AtSignal(PosixSignalContext signal)
    {
        try
        {
            Run();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error.Message);
        }
    }

    private void Run()
    {
        // Another thread waits until all is done.
        lock (gate)
        {
            try
            {
                action?.Invoke();
            }
            finally
            {
                action = null;
            }
        }
    }
}
