using Cake.DockerLayerCache.Engine;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>What a process has said when it is over.</summary>
public sealed class LineSinkTests
{
    [Test]
    public void Lines_are_kept_until_the_end_of_the_pipe()
    {
        using var sink = new LineSink(observer: null);
        sink.Take("one");
        sink.Take("two");
        sink.Take(null);

        Assert.That(sink.Finish(), Is.EqualTo(["one", "two"]));
    }

    [Test]
    public void A_pipe_that_somebody_keeps_open_is_not_waited_for_for_ever()
    {
        using var sink = new LineSink(observer: null) { RestOfPipe = TimeSpan.FromMilliseconds(1) };
        sink.Take("one");

        Assert.That(sink.Finish(), Is.EqualTo(["one"]));
    }

    [Test]
    public void What_comes_when_nobody_listens_any_more_does_no_harm()
    {
        var sink = new LineSink(observer: null) { RestOfPipe = TimeSpan.FromMilliseconds(1) };
        var said = sink.Finish();
        sink.Dispose();

        Assert.That(() => sink.Take("late"), Throws.Nothing);
        Assert.That(() => sink.Take(null), Throws.Nothing);
        Assert.That(said, Is.Empty);
    }

    [Test]
    public void An_observer_is_given_the_lines_as_they_come()
    {
        var seen = new List<string>();
        using var sink = new LineSink(seen.Add);
        sink.Take("one");

        Assert.That(seen, Is.EqualTo(["one"]));
        sink.Take(null);
        Assert.That(sink.Finish(), Is.Empty);
    }
}
