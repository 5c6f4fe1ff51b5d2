using System.Collections.Concurrent;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Engine.Progress;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Execution;

/// <summary>A real plan, run against docker in memory.</summary>
internal sealed class PlannedRun
{
    public const string TwoStages = """
        FROM golang AS builder
        COPY . .
        RUN make
        FROM scratch
        COPY --from=builder /app /app
        """;

    private readonly EngineFacts facts;
    private readonly Dockerfile dockerfile;
    private readonly BuildPlan plan;
    private readonly RunLimits limits;

    public PlannedRun(EngineFacts facts, DockerCachedBuildSettings settings, string dockerfile = TwoStages)
    {
        using var workspace = Workspace.With(dockerfile);
        settings.Image = "i";
        settings.Attempts ??= 1;
        var request = BuildRequest.From(settings, ".", workspace.Cake.FileSystem, workspace.Path);
        request = RunRules.For(facts: null, request.Wishes).Apply(request);
        this.facts = facts;
        // A real clock, so no real pauses.
        limits = request.Limits with
        {
            FirstPause = TimeSpan.FromMilliseconds(1),
        };
        this.dockerfile = Dockerfile.Parse(dockerfile, "Dockerfile", new DockerfileInputs());
        plan = Planner.Plan(request, facts, this.dockerfile, WantedStages.In(this.dockerfile, request));
    }

    public IReadOnlyList<string> PlanWarnings => plan.Warnings;

    public ScriptedDocker Docker { get; } = new();

    public RecordedLog Log { get; } = new();

    /// <summary>What the builds had shown, each time the run told that no step runs any more.</summary>
    public ConcurrentQueue<IReadOnlyList<BuildTrace>> ToldStepsDone { get; } = new();

    /// <summary>What the run has told of as soon as it was pushed.</summary>
    public ConcurrentQueue<string> ToldAsPushed { get; } = new();

    public IEnumerable<string> Warnings => Log.At(LogLevel.Warning);

    /// <summary>Runs the plan to its end; exactly the commands that docker was told of must come.</summary>
    public RunState ToItsEnd()
    {
        var state = Run();
        Assert.That(Docker.Unexpected, Is.Empty, "commands that nobody expected");
        Assert.That(Docker.Missing, Is.Empty, "commands that did not come");
        Assert.That(state.Warnings, Is.EqualTo(Warnings));
        return state;
    }

    /// <summary>The message with which the run breaks off; exactly the commands that docker was told of must come.</summary>
    public string Problem()
    {
        var problem = Assert.Throws<DockerLayerCacheException>(() => Run())!;
        Assert.That(Docker.Unexpected, Is.Empty, "commands that nobody expected");
        Assert.That(Docker.Missing, Is.Empty, "commands that did not come");
        return problem.Message.ReplaceLineEndings("\n");
    }

    private RunState Run()
    {
        using var log = new SignOfLife(Log, TimeProvider.System);
        using var end = new CallEnd();
        return new PlanRunner(
            Docker,
            end,
            limits,
            facts,
            new FileSystem(),
            log,
            new StepLines(dockerfile),
            ToldStepsDone.Enqueue,
            (reference, digest) => ToldAsPushed.Enqueue($"{reference} {digest}")
        ).Run(plan);
    }
}
