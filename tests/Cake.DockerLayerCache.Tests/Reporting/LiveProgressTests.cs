using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>What a person sees while a build says nothing.</summary>
public sealed class LiveProgressTests
{
    [Test]
    public void A_long_silence_is_broken_by_what_runs()
    {
        var time = new ManualTime();
        var inner = new RecordedLog();
        using var log = new SignOfLife(inner, time);
        log.Begin(time);
        using var watching = log.Watch(() => ["#7 [builder 4/5] RUN make: 9 s"]);

        log.Information("{0}", "#7 [builder 4/5] RUN make");
        time.Pass(seconds: 8);
        Assert.That(inner.At(LogLevel.Information), Has.Exactly(1).Items);
        time.Pass(seconds: 1);
        time.Pass(seconds: 5);

        Assert.That(
            inner.At(LogLevel.Information),
            Is.EqualTo(["#7 [builder 4/5] RUN make", "#7 [builder 4/5] RUN make: 9 s"])
        );
    }

    [Test]
    public void A_build_that_speaks_needs_no_sign_of_life()
    {
        var time = new ManualTime();
        var inner = new RecordedLog();
        using var log = new SignOfLife(inner, time);
        log.Begin(time);
        using var watching = log.Watch(() => ["runs"]);

        for (var i = 0; i < 5; i++)
        {
            log.Information("said");
            time.Pass(seconds: 5);
        }

        Assert.That(inner.At(LogLevel.Information), Is.All.EqualTo("said"));
    }

    [Test]
    public void Nothing_is_said_once_the_build_is_over()
    {
        var time = new ManualTime();
        var inner = new RecordedLog();
        using var log = new SignOfLife(inner, time);
        log.Begin(time);
        log.Watch(() => ["runs"]).Dispose();

        time.Pass(seconds: 60);

        Assert.That(inner.At(LogLevel.Information), Is.Empty);
    }

    [Test]
    public void On_a_terminal_what_runs_stands_below_the_lines_and_gives_way_to_them()
    {
        var time = new ManualTime();
        using var terminal = new StringWriter();
        using var log = new LiveView(new TerminalLog(terminal), terminal, () => 40);
        log.Begin(time);
        var watching = log.Watch(() => ["#7 RUN make: 1 s", $"#8 {new string('x', 60)}"]);

        time.Pass(milliseconds: 250);
        log.Information("{0}", "#7 DONE 1.2s");
        watching.Dispose();

        const string View = "\e[2m#7 RUN make: 1 s\e[0m\n\e[2m#8 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\e[0m\n";
        Assert.That(terminal.ToString(), Is.EqualTo($"{View}\e[2A\e[J#7 DONE 1.2s\n"));
    }

    [Test]
    public void On_a_terminal_it_is_drawn_in_place()
    {
        var time = new ManualTime();
        using var terminal = new StringWriter();
        using var log = new LiveView(new RecordedLog(), terminal, () => 40);
        log.Begin(time);
        var seconds = 0;
        using (log.Watch(() => [$"#7 RUN make: {++seconds} s"]))
        {
            time.Pass(milliseconds: 250);
            time.Pass(milliseconds: 250);
        }

        Assert.That(
            terminal.ToString(),
            Is.EqualTo("\e[2m#7 RUN make: 1 s\e[0m\n\e[1A\e[J\e[2m#7 RUN make: 2 s\e[0m\n\e[1A\e[J")
        );
    }

    /// <summary>A clock that somebody turns by hand.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, TimeSpan Period)> timers = [];
        private TimeSpan now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            timers.Add((callback, period));
            return new Timer(_ => { }, null, Timeout.Infinite, Timeout.Infinite);
        }

        public void Pass(int seconds = 0, int milliseconds = 0)
        {
            var end = now + TimeSpan.FromMilliseconds((1000 * seconds) + milliseconds);
            var step = timers.Min(timer => timer.Period);
            while (now < end)
            {
                now += step;
                timers.ForEach(timer => timer.Callback(null));
            }
        }
    }

    /// <summary>Writes as Cake does on a console.</summary>
    private sealed class TerminalLog(TextWriter terminal) : ICakeLog
    {
        public Verbosity Verbosity { get; set; } = Verbosity.Normal;

        public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) =>
            terminal.Write(string.Format(null, format, args) + "\n");
    }
}
