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
    [TestCase(0, "RUN one", "line 2: ENV MODE=2")]
    [TestCase(1, "RUN two", "line 6: ENV MODE=2")]
    public void Of_two_stages_of_one_name_each_is_compared(int stage, string instruction, string subject)
    {
        var (before, _) = Built(stage, mode: "1");
        var (now, dockerfile) = Built(stage, mode: "2");
        var step = new TracedStep(new("x", null), 2, 2, instruction, Cached: false, TimeSpan.Zero, Error: null);

        var miss = new InputComparison(
            dockerfile,
            before,
            now,
            new StepLines(dockerfile),
            new HashSet<Stage>()
        ).DifferenceAt(dockerfile.Stages[stage], step);

        Assert.That(miss!.Subjects, Is.EqualTo((string[])[subject]));
    }

    private static (BuildRecord Record, Dockerfile Dockerfile) Built(int stage, string mode)
    {
        var dockerfile = Dockerfile.Parse(
            $"""
            FROM busybox AS x
            ENV MODE={(stage == 0 ? mode : "")}
            RUN one
            FROM x AS x
            LABEL a=b
            ENV MODE={(stage == 1 ? mode : "")}
            RUN two
            """,
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
