using System.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Execution;
using Cake.DockerLayerCache.Planning;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Releases;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache;

/// <summary>One call's way through the rooms.</summary>
internal sealed class CachedBuild
{
    private readonly ICakeContext context;
    private readonly ShownText shown;
    private readonly ShownLog log;
    private readonly BuildRequest request;
    private readonly DockerRunner docker;
    private readonly RetryingDocker retrying;
    private readonly CallEnd end;
    private readonly Dockerfile dockerfile;
    private readonly EngineFacts facts;
    private readonly RunRules rules;
    private readonly RemoteImages remote;
    private readonly MovingTags moving;
    private readonly BuildPlan plan;
    private readonly AdviceSubject subject;
    private readonly string? provider;
    private readonly DateTimeOffset begun = DateTimeOffset.UtcNow;

    private CachedBuild(
        ICakeContext context,
        DockerCachedBuildSettings settings,
        string path,
        ShownText shown,
        CallEnd end
    )
    {
        this.context = context;
        this.shown = shown;
        this.end = end;
        log = new ShownLog(context.Log, shown);
        // These two look around beside what comes next: it takes no time from anyone.
        var ci = Task.Run(() => CiReading.Facts(context, settings.DefaultBranch));
        docker = new DockerRunner(
            context,
            settings.Companion?.Tool(context) ?? new DockerTool(context),
            settings,
            shown,
            end
        );
        request = BuildRequest.From(settings, path, context.FileSystem, context.Environment.WorkingDirectory);
        end.Limit = request.Limits.CallTimeout;
        retrying = new RetryingDocker(docker, new Retry(request.Limits, line => log.Information("{0}", line), end));
        var environment = new DockerEnvironment(context, settings);
        var inputs = new BuildInputs(context, settings, request.Context, request.Options);
        dockerfile = inputs.Dockerfile;
        var run = ci.GetAwaiter().GetResult();
        provider = run?.Provider;
        GitHubCache.Check(run, request, environment.Variable);
        rules = RunRules.For(run, request.Wishes);
        request = rules.Apply(request);
        request.CheckFolders(context.FileSystem);
        var wanted = WantedStages.In(dockerfile, request);
        request = wanted.TagTarget(request);
        // What the user wrote is all checked by here: nothing has been run.
        var checkedRequest = request;
        facts = environment.Facts(
            docker,
            request.Options.Builder,
            () => Rehearsal.Of(checkedRequest, dockerfile, wanted, () => Subject(inputs, wanted, isLegacy: false))
        );
        remote = new RemoteImages(retrying, facts, request.Options.Builder);
        (request, moving) = ReleaseBuild.Prepare(request, run, remote, environment.Variable);
        plan = Planner.Plan(request, facts, dockerfile, wanted);
        subject = Subject(inputs, wanted, isLegacy: plan.Strategy == DockerBuildStrategy.Pull);
        plan = plan with { Warnings = [.. moving.Warnings, .. plan.Warnings, .. CacheFoldersInContext()] };
    }

    public static DockerBuildPlan Plan(ICakeContext context, DockerCachedBuildSettings settings, string path)
    {
        var outward = ShownText.For(context, settings, path);
        return outward.Guard(() =>
            EndableCall.Run(ending => outward.Of(new CachedBuild(context, settings, path, outward, ending).Plan()))
        );
    }

    public static DockerBuildResult Run(ICakeContext context, DockerCachedBuildSettings settings, string path)
    {
        var clock = Stopwatch.StartNew();
        var outward = ShownText.For(context, settings, path);
        return outward.Guard(() =>
            EndableCall.Run(ending => new CachedBuild(context, settings, path, outward, ending).Run(clock))
        );
    }

    private AdviceSubject Subject(BuildInputs inputs, WantedStages wanted, bool isLegacy) =>
        inputs.Subject(wanted.Needed.Concat(wanted.Named.SelectMany(dockerfile.NeededBy)), isLegacy);

    private IReadOnlyList<string> Decisions => [.. rules.DecisionsOf(request), .. moving.Notes];

    private DockerBuildPlan Plan() => plan.ToPublic() with { Decisions = Decisions };

    private DockerBuildResult Run(Stopwatch clock)
    {
        log.Information("{0}: {1}, because {2}.", request.Image, plan.Strategy, plan.Reason);
        foreach (var decision in Decisions)
        {
            log.Information("{0}", decision);
        }

        Warn(plan.Warnings);
        // Beside the build: it takes no time from anyone.
        var advice = Task.Run(() => AdviceRules.For(subject));
        var images = new RemoteImages(docker, facts, request.Options.Builder);
        var records = Records(images);
        var lines = new StepLines(dockerfile);
        var verification = Verification();
        var keeping = new RecordWriting(records, dockerfile, lines, KeptRecord);
        var run = Folded(() =>
        {
            using var watched = WatchedLog.For(log, provider is not null);
            return new PlanRunner(
                docker,
                end,
                request.Limits,
                facts,
                context.FileSystem,
                watched,
                lines,
                traces => keeping.Begin(traces, clock.Elapsed),
                verification.Begin
            ).Run(plan);
        });
        var verified = Concurrently.Start(() => verification.Check(plan, run));
        var leftAlone = moving.LeftAlone.Select(reference => reference.Tag).ToList();
        var pushed = request with { Tags = [.. request.Tags.Except(leftAlone)] };
        var result = new BuildReport(pushed, plan, dockerfile, run, records, images).Result(facts, clock.Elapsed) with
        {
            Advice = advice.GetAwaiter().GetResult(),
            Decisions = Decisions,
            LetInBy = LetInBy,
            LeftAlone = [.. leftAlone.Select(tag => tag.Value)],
        };
        var moved = Moved(verified, run);
        // Before anything of it is cut for a table. What came damaged was pushed again, and may have another digest.
        result = shown.Of(
            result with
            {
                Digest = run.Digest,
                Warnings = [.. result.Warnings, .. moved, .. keeping.Warnings],
            }
        );
        LogReport.Write(log, result);
        // What was said in a part of the log that is folded is said once more.
        Warn(
            result.Warnings.Except(
                (Group is null ? plan.Warnings.Concat(run.Warnings) : plan.Warnings).Select(warning =>
                    shown.Of(warning)
                ),
                StringComparer.Ordinal
            )
        );
        return result;
    }

    private CiGroup? Group =>
        CiGroup.Of(provider, $"docker build {shown.Redacted(request.Image.Value)}", begun, DateTimeOffset.UtcNow);

    private IReadOnlyList<string> Moved(Task<IReadOnlyList<string>> verified, RunState run)
    {
        try
        {
            return verified.GetAwaiter().GetResult();
        }
        catch (DockerLayerCacheException) when (end.IsEarly)
        {
            // Docker had pushed everything; only to look at it again there was no time.
            throw RunProblems.Ended(end, plan.Published.Where(run.InPlace.ContainsKey), []);
        }
    }

    /// <summary>What a build says, as a part of the log that the CI service can fold.</summary>
    private T Folded<T>(Func<T> work)
    {
        Show(Group?.Begin);
        try
        {
            return work();
        }
        finally
        {
            Show(Group?.End);
        }

        void Show(string? line)
        {
            if (line is not null)
            {
                // The one command to the service that is meant.
                context.Log.Information("{0}", line);
            }
        }
    }

    private IEnumerable<string> CacheFoldersInContext() =>
        request.CacheTo.SelectMany(place =>
            place
                .FoldersFrom(request.Context.WorkingDirectory)
                .Select(LetInBy)
                .OfType<string>()
                .Take(1)
                .Select(ignoreFile => PlanProblems.CacheFolderInContext(place.Folder!, ignoreFile))
        );

    /// <summary>The file that would keep a folder out of which a step brings something in; null where none does.</summary>
    private string? LetInBy(string folder)
    {
        var path = Path.GetRelativePath(request.Context.Folder.FullPath, folder).Replace('\\', '/');
        return
            !Path.IsPathRooted(path)
            && path is not ".."
            && !path.StartsWith("../", StringComparison.Ordinal)
            && subject.Ignore?.Excludes(path) != true
            && subject
                .Needed.SelectMany(stage => stage.Instructions)
                .Any(instruction => ContextSources.Of(instruction, dockerfile)?.Takes($"{path}/") == true)
            ? (subject.Ignore ?? IgnoreRules.None).Path
            : null;
    }

    /// <summary>Where this build's record is kept; null where it leaves none.</summary>
    private ImageReference? KeptRecord =>
        request.WriteCache
        && !facts.RunsWindows
        && (
            request.Push
            || request.CacheTo.Count == 0
            || request.CacheTo.Any(place => place.Type == CacheOptions.Registry)
        )
            ? plan.Records[0]
            : null;

    private PushVerification Verification() =>
        new(
            remote,
            reference => IsInStore(reference) ? retrying.Run(DockerCommand.Push($"{reference}")) : null,
            end.Pause
        );

    // Past the engine's store an older image may be in there under the same tag.
    private bool IsInStore(ImageReference reference) =>
        !facts.CanPushWithoutLoading || (request.Load && !plan.StageImages.Values.Contains(reference));

    private RecordKeeping Records(RemoteImages images) =>
        new(
            new RecordStore(images, docker, facts, request.Options.Builder),
            plan.Records,
            () =>
                new RecordMaking(
                    dockerfile,
                    [.. plan.Stages.Union(plan.StageImages.Keys)],
                    request.Context.Folder.FullPath,
                    subject.Ignore ?? IgnoreRules.None,
                    shown.Redacted
                ),
            shown.Redacted
        );

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            log.Warning("{0}", warning);
        }
    }
}
