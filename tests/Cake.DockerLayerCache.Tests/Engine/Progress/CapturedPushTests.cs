using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine.Progress;

/// <summary>What builders and <c>docker push</c> say of what they push.</summary>
public sealed class CapturedPushTests
{
    [TestCase("engine28-containerd")]
    [TestCase("engine26-containerd")]
    public void A_builder_that_cannot_push_says_why(string bed)
    {
        var trace = Traces.Read(bed, "push-fails");

        Assert.Multiple(() =>
        {
            Assert.That(
                trace.PushError,
                Does.StartWith("failed to push 127.0.0.1:1/captured:1: ").And.EndWith("connection refused")
            );
            Assert.That(trace.Pushed, Is.Empty);
            Assert.That(trace.Steps.Where(step => step.Error is not null), Is.Empty);
        });
    }

    [Test]
    public void A_builder_that_pushes_says_what()
    {
        var trace = Traces.Read("engine28-containerd", "cold");

        Assert.Multiple(() =>
        {
            Assert.That(
                trace.Pushed,
                Is.EqualTo((string[])["127.0.0.1:5000/captured:1", "127.0.0.1:5000/captured:latest"])
            );
            Assert.That(trace.PushError, Is.Null);
            Assert.That(trace.Exports.Single().Error, Is.Null);
        });
    }

    [Test]
    public void An_engine_that_pushes_for_the_builder_says_what_and_how_much()
    {
        var trace = Traces.Read("engine26-graph", "pushed");

        Assert.Multiple(() =>
        {
            Assert.That(trace.Pushed, Is.EqualTo((string[])["127.0.0.1:5000/captured:latest"]));
            Assert.That(trace.PushError, Is.Null);
            // Of four layers, one is there already.
            Assert.That(trace.BytesPushed, Is.EqualTo(4608 + 2560 + 2048));
            Assert.That(
                trace.Spans.Where(span => span.Work == TracedWork.Pushing).Select(span => span.End - span.Start),
                Has.Some.GreaterThan(TimeSpan.FromMilliseconds(50))
            );
        });
    }

    [Test]
    public void An_engine_that_cannot_push_for_the_builder_says_why()
    {
        var trace = Traces.Read("engine26-graph", "push-fails");

        Assert.Multiple(() =>
        {
            Assert.That(trace.PushError, Does.StartWith("Get \"http://127.0.0.1:1/v2/\": ").And.EndWith("refused"));
            Assert.That(trace.Pushed, Is.Empty);
            Assert.That(trace.BytesPushed, Is.Null);
            Assert.That(trace.Steps.Where(step => step.Error is not null), Is.Empty);
        });
    }

    [Test]
    public void A_cache_that_cannot_be_exported_fails_no_push()
    {
        var trace = Traces.Read("engine28-containerd", "cache-fails");

        Assert.Multiple(() =>
        {
            Assert.That(trace.Exports.Single().Kind, Is.EqualTo("registry"));
            Assert.That(trace.Exports.Single().Error, Does.EndWith("connection refused"));
            Assert.That(trace.Pushed, Has.Count.EqualTo(2));
            Assert.That(trace.PushError, Is.Null);
        });
    }

    [TestCase("engine20-legacy")]
    [TestCase("engine20-buildkit")]
    [TestCase("engine26-graph")]
    public void A_push_ends_with_the_digest(string bed)
    {
        var output = Transcript.Of($"{bed}/push").Single().Output;

        var digest = PushOutput.Digest(output);

        Assert.That(output[^1], Does.StartWith($"latest: digest: {digest} size: "));
        Assert.That(digest, Does.Match("^sha256:[0-9a-f]{64}$"));
    }

    [Test]
    public void A_push_without_a_digest_has_none() =>
        Assert.That(PushOutput.Digest(["The push refers to repository [i]", "a: Pushed"]), Is.Null);
}
