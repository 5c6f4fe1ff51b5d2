using System.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;
using Cake.DockerLayerCache.Reporting;

namespace Cake.DockerLayerCache;

/// <summary>One call's way through the rooms.</summary>
internal sealed class CachedBuild
{
    private readonly ICakeContext context;
    private readonly BuildRequest request;
    private readonly DockerTool docker;
    private readonly Dockerfile dockerfile;
    private readonly EngineFacts facts;
    private readonly RunRules rules;
    private readonly MovingTags moving;
    private readonly BuildPlan plan;
    private readonly AdviceSubject subject;

    private CachedBuild(ICakeContext context, DockerCachedBuildSettings settings, string path)
    {
        this.context = context;
        // Beside what comes next: it takes no time from anyone.
        var ci = Task.Run(() => CiReading.Facts(context));
        request = BuildRequest.From(settings, path, context.FileSystem, context.Environment.WorkingDirectory);
        docker = new DockerTool(context, settings);
        var environment = new DockerEnvironment(context, settings);
        var inputs = new BuildInputs(context, settings, request.Context, request.Options);
        dockerfile = inputs.Dockerfile;
        var run = ci.GetAwaiter().GetResult();
        GitHubCache.Check(run, request, environment.Variable);
        rules = RunRules.For(run, request.Wishes);
        request = rules.Apply(request);
        var wanted = WantedStages.In(dockerfile, request);
        request = wanted.TagTarget(request);
        // What the user wrote is all checked by here: nothing has been run.
        facts = environment.Facts(docker, request.Options.Builder);
        (request, moving) = ReleaseBuild.Prepare(
            request,
            run,
            new RemoteImages(docker, facts, request.Options.Builder),
            environment.Variable
        );
        plan = Planner.Plan(request, facts, dockerfile, wanted);
        plan = plan with { Warnings = [.. moving.Warnings, .. plan.Warnings] };
        subject = inputs.Subject(
            wanted.Needed.Concat(wanted.Named.SelectMany(dockerfile.NeededBy)),
            isLegacy: plan.Strategy == DockerBuildStrategy.Pull
        );
    }

    public static DockerBuildPlan Plan(ICakeContext context, DockerCachedBuildSettings settings, string path) =>
        new CachedBuild(context, settings, path).Plan();

    public static DockerBuildResult Run(ICakeContext context, DockerCachedBuildSettings settings, string path)
    {
        var clock = Stopwatch.StartNew();
        return new CachedBuild(context, settings, path).Run(clock);
    }

    private IReadOnlyList<string> Decisions => [.. rules.Decisions, .. moving.Notes];

    private DockerBuildPlan Plan() => plan.ToPublic() with { Decisions = Decisions };

    private DockerBuildResult Run(Stopwatch clock)
    {
        context.Log.Information("{0}: {1}, because {2}.", request.Image, plan.Strategy, plan.Reason);
        foreach (var decision in Decisions)
        {
            context.Log.Information("{0}", decision);
        }

        Warn(plan.Warnings);
        // Beside the build: it takes no time from anyone.
        var advice = Task.Run(() => AdviceRules.For(subject));
        var run = new PlanRunner(docker, facts, context.FileSystem, context.Log, new StepLines(dockerfile)).Run(plan);
        var result = BuildReport.For(request, plan, dockerfile, run, clock.Elapsed) with
        {
            Advice = advice.GetAwaiter().GetResult(),
            Decisions = Decisions,
            LeftAlone = [.. moving.LeftAlone.Select(reference => reference.Tag.Value)],
        };
        LogReport.Write(context.Log, result);
        Warn(result.Warnings.Except(plan.Warnings.Concat(run.Warnings), StringComparer.Ordinal));
        return result;
    }

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            context.Log.Warning("{0}", warning);
        }
    }
}
