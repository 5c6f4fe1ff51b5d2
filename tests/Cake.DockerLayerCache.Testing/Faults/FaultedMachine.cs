using System.Diagnostics;

namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>An engine that reaches its registry through a proxy in which something goes wrong.</summary>
public sealed class FaultedMachine(Bed bed, string registryAddress) : IDisposable
{
    // No build of these lasts a minute; what docker retries by itself may.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly FaultProxy proxy = new(registryAddress);
    private readonly Registry registry = new(registryAddress);
    private readonly List<string> endedEngines = [];

    /// <summary>The last words of engines that have ended by themselves, which says nothing about an addin.</summary>
    public IReadOnlyList<string> EndedEngines => endedEngines;

    /// <summary>
    /// Builds with the fault, judges what came of it, and builds again where that has to help; all of it once more where
    /// the engine itself has ended.
    /// </summary>
    public FaultedRun Run(FaultScenario scenario)
    {
        try
        {
            var run = RunOnce(scenario);
            if (run.Outcome == FaultOutcome.Success || bed.Answers)
            {
                return run;
            }
        }
        catch (Exception failure)
            when (failure is InvalidOperationException or DockerLayerCacheException && !bed.Answers)
        {
            // Its last words say more.
        }

        endedEngines.Add(bed.LastWords);
        bed.Wipe();
        return RunOnce(scenario);
    }

    public void Dispose()
    {
        proxy.Dispose();
        registry.Dispose();
    }

    private FaultedRun RunOnce(FaultScenario scenario)
    {
        var clock = Stopwatch.StartNew();
        using var build = new FaultedBuild(bed, proxy.Address, scenario.Tags);
        var verdict = new FaultVerdict(registry, build, scenario.Rule);
        proxy.Disarm();
        MakeFresh();
        if (scenario.HasEarlierBuild)
        {
            build.Run();
            MakeFresh();
        }

        build.Change();
        proxy.Arm(scenario.Rule);
        var attempt = Attempt(build);
        proxy.Disarm();
        var run = new FaultedRun(bed.Name, scenario)
        {
            Outcome = attempt.Result is null ? FaultOutcome.Coded : FaultOutcome.Success,
            Code = (attempt.Failure as DockerLayerCacheException)?.Code,
            Message = attempt.Failure is DockerLayerCacheException coded ? coded.Message : attempt.Failure?.ToString(),
            Warnings = attempt.Result?.Warnings ?? [],
            Injected = [.. proxy.Injected],
            Requests = [.. proxy.Requests],
            Log = build.Log.Text,
        };
        var violations = verdict.Of(attempt).ToList();
        if (attempt.Result is null || IsFollowed(scenario.Rule))
        {
            violations.AddRange(BuildAgain(build, scenario, verdict));
        }

        return run with
        {
            Outcome = violations.Count > 0 ? FaultOutcome.Violation : run.Outcome,
            Violations = violations,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    // What was written wrongly shows when it is read.
    private static bool IsFollowed(FaultRule rule) =>
        rule.Target == FaultTarget.CacheWrite || rule.Kind is FaultKind.CorruptedBody or FaultKind.TruncatedBody;

    // BuildKit keeps a damaged download of a base image's manifest, and fails by it without asking the registry again.
    private static bool IsKeptByEngine(FaultRule rule) =>
        rule is { Target: FaultTarget.BasePull, Kind: FaultKind.CorruptedBody or FaultKind.TruncatedBody };

    private IEnumerable<string> BuildAgain(FaultedBuild build, FaultScenario scenario, FaultVerdict verdict)
    {
        if (scenario.IsFreshAgain || IsKeptByEngine(scenario.Rule))
        {
            MakeFresh();
        }

        var again = Attempt(build);
        return again.Failure is { } failure
            ? [$"the next build, without a fault, fails: {failure}"]
            : verdict.Of(again).Select(violation => $"after the next build, without a fault: {violation}");
    }

    private static FaultedAttempt Attempt(FaultedBuild build)
    {
        var running = Task.Run(() =>
        {
            try
            {
                return new FaultedAttempt(build.Run(), null);
            }
#pragma warning disable CA1031 // Whatever it is, it is judged.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                return new FaultedAttempt(null, failure);
            }
        });
        return running.Wait(Patience)
            ? running.Result
            : new FaultedAttempt(null, new TimeoutException($"the build has not ended after {Patience}"));
    }

    // Quicker than a wipe, which restarts the engine.
    private void MakeFresh()
    {
        bed.TryDocker("builder", "prune", "--all", "--force");
        bed.Docker("image", "prune", "--all", "--force");
    }
}

/// <summary>What a build gave, or what it threw.</summary>
internal sealed record FaultedAttempt(DockerBuildResult? Result, Exception? Failure);
