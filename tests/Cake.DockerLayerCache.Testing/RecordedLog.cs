using System.Collections.Concurrent;
using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.DockerLayerCache.Testing;

/// <summary>A log that keeps every line with its level, and when it came.</summary>
public sealed class RecordedLog : ICakeLog
{
    private readonly ConcurrentQueue<LogEntry> entries = new();

    public Verbosity Verbosity { get; set; } = Verbosity.Diagnostic;

    public IReadOnlyCollection<LogEntry> Entries => entries;

    public string Text => string.Join('\n', entries.Select(entry => entry.Text));

    public IEnumerable<string> At(LogLevel level) =>
        entries.Where(entry => entry.Level == level).Select(entry => entry.Text);

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) =>
        entries.Enqueue(
            new LogEntry(
                DateTimeOffset.UtcNow,
                level,
                args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args)
            )
        );
}

public sealed record LogEntry(DateTimeOffset Time, LogLevel Level, string Text);
