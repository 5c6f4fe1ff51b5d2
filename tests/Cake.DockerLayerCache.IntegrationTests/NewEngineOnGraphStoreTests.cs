namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>
/// The newest engine on the store it is about to leave. BuildKit's reader itself misses a step there now and then
/// (docs/inline-cache.md), so this asks only for what holds each time.
/// </summary>
public sealed class NewEngineOnGraphStoreTests
{
    [Test]
    public void The_second_machine_reuses_what_the_first_has_left()
    {
        using var history = new History(Beds.NewEngineOnGraphStore, Sample.Wide);
        var first = history.Build();

        var second = history.Build();

        Assert.Multiple(() =>
        {
            Assert.That(first.Result.Strategy, Is.EqualTo(DockerBuildStrategy.Inline));
            Assert.That(first.Result.Stages.Sum(stage => stage.CachedSteps), Is.Zero);
            Assert.That(second.Result.Stages.Sum(stage => stage.CachedSteps), Is.Positive);
            Assert.That(second.Result.Digest, Does.StartWith("sha256:"));
        });
    }
}
