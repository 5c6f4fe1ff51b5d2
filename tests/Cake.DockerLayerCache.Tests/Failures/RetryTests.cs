using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Failures;

/// <summary>What is tried again, how often and after which pauses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RetryTests : IDisposable
{
    private const string Throttled = "toomanyrequests: slow down";

    private readonly CallEnd end = new();
    private readonly SetClock clock = new();
    private readonly List<TimeSpan> pauses = [];
    private readonly List<string> notes = [];
    private int attempts;
    private TimeSpan lasts;

    public void Dispose() => end.Dispose();

    [Test]
    public void What_succeeds_is_done_once()
    {
        Assert.That(Run(RunLimits.Default, [null]).CanPass, Is.False);
        Assert.That(attempts, Is.EqualTo(1));
        Assert.That(notes, Is.Empty);
    }

    [Test]
    public void What_can_pass_is_tried_again_with_pauses_that_double_and_one_line_each()
    {
        Run(RunLimits.Default with { Attempts = 5 }, Throttled, Throttled, Throttled, null);

        Assert.That(attempts, Is.EqualTo(4));
        Assert.That(pauses.Select(pause => pause.TotalSeconds), Is.EqualTo([1.0, 2, 4]));
        Assert.That(
            notes[0],
            Is.EqualTo(
                "'docker push i' failed (the registry wants fewer requests); attempt 2 of 5 in 1.0 s. Docker says: "
                    + Throttled
            )
        );
        Assert.That(notes, Has.Count.EqualTo(3));
    }

    [Test]
    public void The_last_failure_is_what_is_left_when_all_attempts_are_used()
    {
        var left = Run(RunLimits.Default with { Attempts = 3 }, Throttled, Throttled, "503 Service Unavailable", null);

        Assert.That(left.Kind, Is.EqualTo(FailureKind.ServerError));
        Assert.That(attempts, Is.EqualTo(3));
    }

    [TestCase("denied: no")]
    [TestCase("manifest unknown")]
    [TestCase("exit 3 returned a non-zero code: 3")]
    [TestCase("who knows")]
    public void What_cannot_pass_is_not_tried_again(string message)
    {
        Run(RunLimits.Default, message, null);

        Assert.That(attempts, Is.EqualTo(1));
    }

    [Test]
    public void Nothing_is_tried_again_behind_the_budget()
    {
        // Pauses of 1 and 2 seconds fit, one of 4 more does not.
        Run(new RunLimits(10, TimeSpan.FromSeconds(6), null), Throttled, Throttled, Throttled, Throttled, null);

        Assert.That(attempts, Is.EqualTo(3));
    }

    [Test]
    public void What_an_attempt_lasts_is_taken_from_the_budget_but_for_the_first()
    {
        // The first is as long as the budget, and behind it 1 and 9 seconds pass.
        lasts = TimeSpan.FromSeconds(9);

        Run(new RunLimits(10, TimeSpan.FromSeconds(9), null), Throttled, Throttled, Throttled, null);

        Assert.That(attempts, Is.EqualTo(2));
        Assert.That(pauses, Is.EqualTo([TimeSpan.FromSeconds(1)]));
    }

    [Test]
    public void A_registry_is_left_alone_as_long_as_it_asks_for()
    {
        Run(RunLimits.Default, "toomanyrequests: retry-after: 20s", null);

        Assert.That(pauses, Is.EqualTo([TimeSpan.FromSeconds(20)]));
    }

    [Test]
    public void A_pause_longer_than_the_budget_is_not_waited_for()
    {
        Run(RunLimits.Default, "toomanyrequests: retry-after: 1h", null);

        Assert.That(attempts, Is.EqualTo(1));
        Assert.That(pauses, Is.Empty);
    }

    [Test]
    public void Pauses_vary_by_half_and_end_at_half_a_minute()
    {
        var retry = new Retry(new RunLimits(20, TimeSpan.FromDays(1), null), notes.Add, end)
        {
            Wait = Wait,
            Time = clock,
            Random = () => 1,
        };

        retry.Run("it", () => DockerFailure.Of(Throttled), failure => failure);

        Assert.That(pauses[0].TotalSeconds, Is.EqualTo(1.5));
        Assert.That(pauses[^1].TotalSeconds, Is.EqualTo(45));
    }

    [Test]
    public void A_call_that_is_ended_tries_nothing_again()
    {
        end.Stop(StopReason.TimeUp);

        Run(RunLimits.Default, Throttled, null);

        Assert.That(attempts, Is.EqualTo(1));
    }

    [Test]
    public void A_call_that_is_ended_waits_no_longer()
    {
        const string InAnHour = "toomanyrequests: retry-after: 1h";
        var retry = new Retry(
            new RunLimits(10, TimeSpan.FromDays(1), null),
            _ => ThreadPool.QueueUserWorkItem(_ => end.Stop(StopReason.Signal)),
            end
        );

        var run = Task.Run(() =>
            retry.Run("it", () => DockerFailure.Of(++attempts > 1 ? "stopped" : InAnHour), failure => failure)
        );

        Assert.That(run.Wait(TimeSpan.FromMinutes(1)));
        Assert.That(attempts, Is.EqualTo(2));
    }

    private DockerFailure Run(RunLimits limits, params string?[] messages)
    {
        var retry = new Retry(limits, notes.Add, end)
        {
            Wait = Wait,
            Time = clock,
            Random = () => 0.5,
        };
        var last = retry.Run("'docker push i'", Attempt, Failure);
        return Failure(last) ?? new DockerFailure(FailureKind.Unknown, "");

        string? Attempt()
        {
            clock.Now += lasts;
            return messages[attempts++];
        }
    }

    private static DockerFailure? Failure(string? message) => message is null ? null : DockerFailure.Of(message);

    private void Wait(TimeSpan length)
    {
        pauses.Add(length);
        clock.Now += length;
    }
}
