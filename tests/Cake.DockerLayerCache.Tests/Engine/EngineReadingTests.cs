using System.Text.Json;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Engine;

/// <summary>Every setup is told apart by what a real one answered.</summary>
public sealed class EngineReadingTests
{
    [TestCase("engine20-legacy/answers", "0", "engine 20.10.24+dfsg1, legacy builder")]
    [TestCase("engine20-buildkit/answers", "1", "engine 20.10.24+dfsg1, built-in BuildKit, no buildx")]
    [TestCase("engine20-buildkit/answers", null, "engine 20.10.24+dfsg1, built-in BuildKit, no buildx")]
    [TestCase("engine20-buildkit/answers", "", "engine 20.10.24+dfsg1, built-in BuildKit, no buildx")]
    [TestCase(
        "engine26-graph/answers",
        null,
        "engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, graph-driver image store"
    )]
    [TestCase(
        "engine26-containerd/answers",
        null,
        "engine 26.1.5+dfsg1, buildx 0.13.1, docker driver, containerd image store"
    )]
    [TestCase(
        "engine28-graph/answers",
        null,
        "engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, graph-driver image store"
    )]
    [TestCase(
        "engine28-containerd/answers",
        null,
        "engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store"
    )]
    [TestCase(
        "engine28-containerd/answers",
        "1",
        "engine 28.5.2+dfsg4, buildx 0.29.1, docker driver, containerd image store"
    )]
    [TestCase("docker-container", null, "engine 28.5.2+dfsg4, buildx 0.29.1, docker-container driver")]
    [TestCase("engine28-graph/answers", "0", "engine 28.5.2+dfsg4, legacy builder")]
    [TestCase("no-buildx", null, "engine 28.5.2+dfsg4, legacy builder")]
    [TestCase("no-buildx", "1", "engine 28.5.2+dfsg4, legacy builder")]
    public void A_setup_is_told_by_its_answers(string transcript, string? dockerBuildKit, string told) =>
        Assert.That(Facts.Of(transcript, dockerBuildKit).ToString(), Is.EqualTo(told));

    [TestCase("engine20-legacy/answers", "0", "----")]
    [TestCase("engine20-buildkit/answers", null, "----")]
    [TestCase("engine26-graph/answers", null, "---p")]
    [TestCase("engine28-graph/answers", null, "---p")]
    [TestCase("engine26-containerd/answers", null, "e--p")]
    [TestCase("engine28-containerd/answers", null, "ew-p")]
    [TestCase("docker-container", null, "ewop")]
    public void What_a_setup_can_do_follows(string transcript, string? dockerBuildKit, string abilities)
    {
        var facts = Facts.Of(transcript, dockerBuildKit);

        Assert.That(
            $"{(facts.CanExportCache ? 'e' : '-')}{(facts.CanPushWithoutLoading ? 'w' : '-')}"
                + $"{(facts.BuildsInEngine ? '-' : 'o')}{(facts.HasStructuredProgress ? 'p' : '-')}",
            Is.EqualTo(abilities),
            "exports caches, pushes without loading, builds outside of the engine, shows progress as JSON"
        );
    }

    [TestCase("engine20-legacy/answers", "0", "DOCKER_BUILDKIT is 0")]
    [TestCase("engine28-containerd/answers", "False", "DOCKER_BUILDKIT is False")]
    [TestCase("no-buildx", null, "docker CLI 28.5.2+dfsg4 has BuildKit only through buildx, which is not installed")]
    [TestCase("engine28-containerd/answers", null, null)]
    public void The_reason_for_the_legacy_builder_is_told(string transcript, string? dockerBuildKit, string? reason) =>
        Assert.That(Facts.Of(transcript, dockerBuildKit).LegacyBecause, Is.EqualTo(reason));

    [TestCase(
        """{"ServerVersion":"18.09.9"}""",
        "engine 18.09.9 has no BuildKit that keeps caches, which came with 19.03"
    )]
    [TestCase("""{"ServerVersion":"28.0.0","OSType":"windows"}""", "the engine runs Windows containers")]
    public void Engines_without_BuildKit_have_the_legacy_builder(string info, string reason) =>
        Assert.That(Read(info).LegacyBecause, Is.EqualTo(reason));

    [TestCase("""{"OSType":"windows"}""", true)]
    [TestCase("""{"OSType":"linux"}""", false)]
    public void An_engine_tells_whose_containers_it_runs(string info, bool windows) =>
        Assert.That(Read(info).RunsWindows, Is.EqualTo(windows));

    [TestCase("{}")]
    [TestCase("""{"ServerVersion":null,"DriverStatus":null,"OSType":1}""")]
    [TestCase("""{"DriverStatus":[null,[],[1],"x"]}""")]
    public void An_engine_that_says_little_is_taken_for_one_that_can_do_little(string info) =>
        Assert.That(Read(info).ToString(), Is.EqualTo("engine unknown, built-in BuildKit, no buildx"));

    [TestCase("v0.13.1+ds1-3", "0.13.1")]
    [TestCase("28.5.2+dfsg4", "28.5.2")]
    [TestCase("20.10", "20.10")]
    [TestCase("v1", "1.0")]
    [TestCase("0.21.0-rc1", "0.21.0")]
    [TestCase("1.2.3.4", "1.2.3")]
    [TestCase("master", "0.0")]
    [TestCase("", "0.0")]
    [TestCase(null, "0.0")]
    public void A_version_is_its_leading_numbers(string? text, string version) =>
        Assert.That(EngineReading.Number(text), Is.EqualTo(Version.Parse(version)));

    private static EngineFacts Read(string info)
    {
        using var engine = JsonDocument.Parse(info);
        return EngineReading.Read(engine.RootElement, null, null, () => null);
    }
}
