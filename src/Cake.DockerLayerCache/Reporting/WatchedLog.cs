using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.Reporting;

/// <summary>Cake's log while builds run: between its lines a person sees what is going on.</summary>
internal abstract class WatchedLog(ICakeLog inner) : ICakeLog, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Func<IReadOnlyList<string>>> watched = [];
    private ITimer? timer;

    /// <summary>What suits the place where the log is read.</summary>
    public static WatchedLog For(ICakeLog log, bool isCI)
    {
        var isTerminal =
            !isCI
            && !Console.IsOutputRedirected
            && log.Verbosity >= Verbosity.Normal
            && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "")
            && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        WatchedLog watchedLog = isTerminal
            ? new LiveView(log, Console.Out, Width)
            : new SignOfLife(log, TimeProvider.System);
        watchedLog.Begin(TimeProvider.System);
        return watchedLog;
    }

    public Verbosity Verbosity
    {
        get => Inner.Verbosity;
        set => Inner.Verbosity = value;
    }

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        lock (gate)
        {
            BeforeLine();
            Inner.Write(verbosity, level, format, args);
            if (verbosity <= Inner.Verbosity)
            {
                AfterLine();
            }
        }
    }

    /// <summary>Has something watched until what is returned is disposed of: it tells what runs just now, a line each.</summary>
    public IDisposable Watch(Func<IReadOnlyList<string>> running)
    {
        lock (gate)
        {
            watched.Add(running);
        }

        return new Watching(() => Forget(running));
    }

    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            watched.Clear();
            BeforeLine();
        }
    }

    internal void Begin(TimeProvider time) => timer = time.CreateTimer(_ => Tick(), state: null, Interval, Interval);

    /// <summary>How often it is looked at what runs.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>The log that the lines go to.</summary>
    protected ICakeLog Inner { get; } = inner;

    /// <summary>What runs, as it may be shown: not all of it goes through the log.</summary>
    private string Shown(string line) => Inner is ShownLog log ? log.Shown(line) : line;

    protected virtual void BeforeLine() { }

    protected virtual void AfterLine() { }

    protected abstract void Show(IReadOnlyList<string> running);

    private void Tick()
    {
        List<Func<IReadOnlyList<string>>> sources;
        lock (gate)
        {
            sources = [.. watched];
        }

        // Outside the lock: who is asked may be waiting to write a line.
        List<string> running = [.. sources.SelectMany(source => source()).Select(Shown)];
        lock (gate)
        {
            if (watched.Count > 0)
            {
                Show(running);
            }
        }
    }

    private void Forget(Func<IReadOnlyList<string>> running)
    {
        lock (gate)
        {
            watched.Remove(running);
            BeforeLine();
        }
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // A terminal that does not tell.
            return 80;
        }
    }

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
