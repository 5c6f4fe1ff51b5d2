using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Reporting;

/// <summary>What is found of a step that was different in the last build.</summary>
public sealed class InputComparisonTests
{
    [Test]
    public void Of_two_stages_of_one_name_the_last_is_compared()
    {
        var (before, _) = Built(mode: "1");
        var (now, dockerfile) = Built(mode: "2");
        var step = new TracedStep(new("x", null), 2, 2, "RUN two", Cached: false, TimeSpan.Zero, Error: null);

        var miss = new InputComparison(
            dockerfile,
            before,
            now,
            new StepLines(dockerfile),
            new HashSet<Stage>()
        ).DifferenceAt(dockerfile.Stages[1], step);

        Assert.That(miss!.Subjects, Is.EqualTo((string[])["line 5: ENV MODE=2"]));
    }

    private static (BuildRecord Record, Dockerfile Dockerfile) Built(string mode)
    {
        var dockerfile = Dockerfile.Parse(
            $"FROM busybox AS x\nRUN one\nFROM x AS x\nLABEL a=b\nENV MODE={mode}\nRUN two",
            "Dockerfile",
            new DockerfileInputs()
        );
        using var folder = new TemporaryFolder("context ");
        var making = new RecordMaking(
            dockerfile,
            dockerfile.NeededBy(dockerfile.Stages[^1]),
            folder.Path,
            IgnoreRules.None,
            text => text
        );
        return (making.Inputs(new RecordDigest("salt"), DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1)), dockerfile);
    }
}
