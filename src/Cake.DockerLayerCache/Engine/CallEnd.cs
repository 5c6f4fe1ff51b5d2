using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cake.DockerLayerCache.Engine;

/// <summary>
/// Ends one call of an alias early: when its time is up, and when the process is told to end (Ctrl+C, a CI service's
/// signal). Docker's processes that run then are stopped. When the call ends by itself, what still runs is stopped too.
/// </summary>
internal sealed class CallEnd : IDisposable
{
    // Long enough for docker's processes to be gone; the signal's sender waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A command that has been killed ends at once: the call does not wait for one that cannot be.
    private static readonly TimeSpan LastCommand = TimeSpan.FromSeconds(5);

    // The call's end is known then, and Cake has yet to tell it: the runtime ends the process in the middle of that. Cake
    // itself minds no signal.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    // A signal ends them all at once: their handlers are called one after the other.
    private static readonly ConcurrentDictionary<CallEnd, byte> Open = new();

    // Not disposed of: what runs beside the call may still ask it.
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly ManualResetEventSlim over = new();
    private readonly object commands = new();
    private int running;
    private Timer? timer;
    private int stopped;

    public CallEnd()
    {
        Open.TryAdd(this, 0);
        registrations.AddRange(Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal)));
    }

    /// <summary>How long the call may take; null: as long as it wants.</summary>
    public TimeSpan? Limit
    {
        get;
        set
        {
            field = value;
            timer?.Dispose();
            timer = value is null
                ? null
                : new Timer(_ => Stop(StopReason.TimeUp), state: null, value.Value, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Why the call was ended early; <see cref="StopReason.None"/> where it was not.</summary>
    public StopReason Reason => (StopReason)Volatile.Read(ref stopped);

    /// <summary>Whether it was ended before it was done.</summary>
    public bool IsEarly => Reason is StopReason.Signal or StopReason.TimeUp;

    public CancellationToken Token => source.Token;

    /// <summary>Waits, unless the call is ended meanwhile.</summary>
    public void Pause(TimeSpan length) => source.Token.WaitHandle.WaitOne(length);

    /// <summary>
    /// Says that a command is about to be started, and <see cref="Ended"/> then that it has ended: the call is not over
    /// before, so that no process is left which nobody was there to stop. False where none may be started any more.
    /// </summary>
    public bool TryBegin()
    {
        lock (commands)
        {
            if (Reason != StopReason.None)
            {
                return false;
            }

            running++;
            return true;
        }
    }

    public void Ended()
    {
        lock (commands)
        {
            running--;
            Monitor.PulseAll(commands);
        }
    }

    /// <summary>Ends the call, if nothing has done so before.</summary>
    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref stopped, (int)reason, (int)StopReason.None) == (int)StopReason.None)
        {
            source.Cancel();
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        Stop(StopReason.Over);
        AwaitCommands();
        Open.TryRemove(this, out _);
        over.Set();
        registrations.ForEach(registration => registration.Dispose());
    }

    private void AwaitCommands()
    {
        var clock = Stopwatch.StartNew();
        lock (commands)
        {
            while (running > 0 && LastCommand - clock.Elapsed is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(commands, left);
            }
        }
    }

    // The process ends when this returns, as it would without it, unless Cake has ended it before.
    private void OnSignal(PosixSignalContext signal)
    {
        foreach (var call in Open.Keys)
        {
            call.Stop(StopReason.Signal);
        }

        over.Wait(Patience);
        Thread.Sleep(LastWords);
    }
}

/// <summary>Why a call was ended early.</summary>
internal enum StopReason
{
    None,

    /// <summary>The process was told to end.</summary>
    Signal,

    /// <summary>The call took longer than it may.</summary>
    TimeUp,

    /// <summary>The call has ended, and what runs beside it has no use any more.</summary>
    Over,
}
