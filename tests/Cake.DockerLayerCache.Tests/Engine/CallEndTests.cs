using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Tests.Engine;

public sealed class CallEndTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    [Test]
    public void A_call_is_not_over_before_its_commands_are()
    {
        using var started = new ManualResetEventSlim();
        var ended = false;
        var end = new CallEnd();

        // A command that was about to start when the call was told to end.
        var command = Task.Run(() =>
        {
            Assert.That(end.TryBegin());
            started.Set();
            Assert.That(end.Token.WaitHandle.WaitOne(LongEnough), "told to end");
            Thread.Sleep(200);
            Volatile.Write(ref ended, true);
            end.Ended();
        });
        Assert.That(started.Wait(LongEnough));
        end.Stop(StopReason.Signal);
        end.Dispose();

        Assert.That(Volatile.Read(ref ended));
        command.GetAwaiter().GetResult();
    }

    [TestCase(StopReason.Signal)]
    [TestCase(StopReason.TimeUp)]
    [TestCase(StopReason.Over)]
    public void A_call_that_was_told_to_end_starts_nothing_any_more(object reason)
    {
        using var end = new CallEnd();

        end.Stop((StopReason)reason);

        Assert.That(end.TryBegin(), Is.False);
    }
}
