using System.Text.Json;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>What the report of real builds says.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class ReportTests(string name)
{
    private const string Dockerfile = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS tools
        COPY deps deps
        RUN cp deps installed

        FROM ${REGISTRY}/busybox:1 AS app
        COPY code code
        RUN cp code result

        FROM scratch
        COPY --from=tools /installed /installed
        COPY --from=app /result /result
        """;

    private static readonly string Slow = Dockerfile
        .Replace("RUN cp deps", "RUN sleep 2 && cp deps", StringComparison.Ordinal)
        .Replace("RUN cp code", "RUN sleep 1 && cp code", StringComparison.Ordinal);

    private const string Marker = "the-value-of-an-argument";

    [Test]
    public void It_has_the_times_of_before_and_what_came_of_the_cache()
    {
        using var workspace = new Workspace(Slow);
        var first = workspace.Build(Beds.Fresh(name));
        Assert.Multiple(() =>
        {
            Assert.That(first.Saved, Is.Null);
            Assert.That(first.Caches.Select(cache => cache.Found), Is.Not.Empty.And.All.False);
            Assert.That(first.Times.Building, Is.GreaterThan(TimeSpan.FromSeconds(2)));
            Assert.That(first.History, Has.Count.EqualTo(1));
        });

        workspace.Write("code", "code 2\n");
        var second = workspace.Build(Beds.Fresh(name));

        var tools = second.Stages.Single(stage => stage.Name == "tools");
        var app = second.Stages.Single(stage => stage.Name == "app");
        Assert.Multiple(() =>
        {
            Assert.That(tools.Miss, Is.Null, workspace.Log.Text);
            Assert.That(
                tools.StepList.Single(step => step.Line == 4).LastDuration,
                Is.GreaterThan(TimeSpan.FromSeconds(1.9))
            );
            Assert.That(
                app.StepList.Single(step => step.Line == 8).Duration,
                Is.GreaterThan(TimeSpan.FromSeconds(0.9))
            );
            Assert.That(app.StepList.Single(step => step.Line == 8).Started, Is.Not.Null);
            // What the steps that were reused took when they ran, less what the cache took; a record rounds it.
            Assert.That(
                second.Saved + second.Times.Cache,
                Is.GreaterThan(TimeSpan.FromSeconds(1.9))
                    .And.LessThan(TimeSpan.FromSeconds(first.Stages.Sum(stage => stage.Duration.TotalSeconds) + 0.1))
            );
            Assert.That(second.Caches.Any(cache => cache.Found));
            Assert.That(
                second.History.Select(past => past.Steps),
                Is.EqualTo([first.History[0].Steps, first.History[0].Steps])
            );
            Assert.That(second.Times.Cache, Is.GreaterThan(TimeSpan.Zero));
        });
    }

    [Test]
    public void The_record_holds_neither_content_nor_values()
    {
        using var workspace = new Workspace(
            $"{Dockerfile.Replace("FROM scratch", "FROM scratch\nARG TOKEN", StringComparison.Ordinal)}\n"
        );
        workspace.Write("code", $"{Marker} in a file\n");

        workspace.Build(Beds.Fresh(name), settings => settings.BuildArg = [.. settings.BuildArg!, $"TOKEN={Marker}"]);

        using var registry = new Registry(Beds.Registry.Address);
        var record = registry.Record(workspace.Repository);
        using var json = JsonDocument.Parse(record);
        Assert.Multiple(() =>
        {
            Assert.That(record, Does.Contain("TOKEN").And.Contain("\"code\"").And.Not.Contain(Marker));
            Assert.That(json.RootElement.GetProperty("stages").EnumerateObject().Count(), Is.EqualTo(3));
        });
    }

    [Test]
    public void An_unchanged_build_leaves_the_record_as_it_is()
    {
        using var workspace = new Workspace(Dockerfile);
        workspace.Build(Beds.Fresh(name));
        using var registry = new Registry(Beds.Registry.Address);
        var before = registry.Digest(workspace.Repository, "layercache-record");

        var next = workspace.Build(Beds.Fresh(name));

        Assert.That(next.FullyCached, workspace.Log.Text);
        Assert.That(registry.Digest(workspace.Repository, "layercache-record"), Is.EqualTo(before));
    }
}
