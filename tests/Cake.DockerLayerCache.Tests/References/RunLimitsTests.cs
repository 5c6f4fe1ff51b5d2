using System.Globalization;
using Cake.DockerLayerCache.References;
using static Cake.DockerLayerCache.Tests.BadInput.Refusals;

namespace Cake.DockerLayerCache.Tests.References;

/// <summary>How often and how long: what a user may say, and where it ends.</summary>
public sealed class RunLimitsTests
{
    private const string Time = "a time above 0 to 20 days";

    [TestCase(1)]
    [TestCase(20)]
    public void So_many_attempts_are_made(int attempts) =>
        Assert.That(RunLimits.From(attempts, null, null, null).Attempts, Is.EqualTo(attempts));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(21)]
    public void So_many_attempts_are_none_that_can_be_asked_for(int attempts) =>
        Assert.That(
            Refusal(new() { Image = Image, Attempts = attempts }),
            Is.EqualTo(Unusable("Attempts", $"{attempts}", "1, for no second attempt, to 20"))
        );

    [TestCase("00:00:00")]
    [TestCase("20.00:00:00")]
    public void A_budget_of_retries_can_be(string time) =>
        Assert.That(RunLimits.From(null, Of(time), null, null).RetryBudget, Is.EqualTo(Of(time)));

    [TestCase("-00:00:00.0000001")]
    [TestCase("20.00:00:00.0000001")]
    public void A_budget_of_retries_cannot_be(string time) =>
        Assert.That(
            Refusal(new() { Image = Image, RetryBudget = Of(time) }),
            Is.EqualTo(Unusable("RetryBudget", time, "a time of 0 to 20 days"))
        );

    [TestCase("00:00:00.0000001")]
    [TestCase("20.00:00:00")]
    public void A_timeout_can_be(string time) =>
        Assert.That(RunLimits.From(null, null, Of(time), Of(time)).CallTimeout, Is.EqualTo(Of(time)));

    [TestCase("00:00:00")]
    [TestCase("-00:00:01")]
    [TestCase("20.00:00:00.0000001")]
    public void A_timeout_cannot_be(string time) =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Refusal(new() { Image = Image, CallTimeout = Of(time) }),
                Is.EqualTo(Unusable("CallTimeout", time, Time))
            );
            Assert.That(
                Refusal(new() { Image = Image, ToolTimeout = Of(time) }),
                Is.EqualTo(Unusable("ToolTimeout", time, Time))
            );
        });

    [Test]
    public void What_is_not_said_is_the_default() =>
        Assert.That(RunLimits.From(null, null, null, null), Is.EqualTo(RunLimits.Default));

    private static TimeSpan Of(string time) => TimeSpan.Parse(time, CultureInfo.InvariantCulture);
}
