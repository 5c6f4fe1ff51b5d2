using System.Globalization;
using System.Text.RegularExpressions;

namespace Cake.DockerLayerCache.Testing.Breakdowns;

/// <summary>A build that can be held at each part of its way, so that something can be broken there.</summary>
public sealed class HeldBuild : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new("held build ");
    private readonly CancellationTokenSource stop = new();
    private readonly Bed bed;
    private readonly string registryAddress;
    private readonly RegistryRelay relay;
    private readonly string step;
    private readonly Task stepping;
    private Hold? hold;
    private int version;

    public HeldBuild(Bed bed, string registryAddress)
    {
        this.bed = bed;
        this.registryAddress = registryAddress;
        relay = new RegistryRelay(registryAddress) { Before = Pass };
        // So long, and of no other length, does nothing else on this machine sleep.
        step = string.Create(CultureInfo.InvariantCulture, $"sleep {Random.Shared.Next(100_000_000, 999_999_999)}");
        folder.Write(
            "Dockerfile",
            $"""
            ARG REGISTRY
            FROM $REGISTRY/busybox:1 AS builder
            COPY code code
            RUN {step}; cat code > result

            FROM $REGISTRY/busybox:1
            COPY --from=builder /result /result
            """
        );
        NewVersion();
        stepping = Task.Run(EndSteps);
    }

    public string Repository { get; } = $"breakdowns/{Guid.NewGuid():N}";

    public string Version => $"1.0.{version}";

    /// <summary>What the last build of this version in this process has logged.</summary>
    public RecordedLog Log { get; private set; } = new();

    /// <summary>What the processes of its docker commands have in their command lines.</summary>
    public IReadOnlyList<string> DockerProcesses => Processes.With(Repository);

    public IReadOnlyList<string> StepProcesses => Processes.With(step);

    /// <summary>All that runs of it.</summary>
    public IReadOnlyList<string> RunningProcesses => [.. DockerProcesses, .. StepProcesses];

    /// <summary>Whether the build in this process has come to its step; BuildKit may not show one that another build runs.</summary>
    public bool IsAtStep =>
        Log.Text is var text
        && (
            text.Contains(step, StringComparison.Ordinal)
            || text.Contains("[internal] load build context", StringComparison.Ordinal)
        );

    private string Image => $"{relay.Address}/{Repository}";

    private string Base => $"REGISTRY={registryAddress}";

    /// <summary>Changes what is built, so that its step has to run, and its tag.</summary>
    public void NewVersion()
    {
        version++;
        Log = new RecordedLog();
        folder.Write("code", Content);
    }

    public DockerBuildResult Build(Action<DockerMultiStageCachedBuildSettings>? change = null)
    {
        var settings = bed.Use(
            new DockerMultiStageCachedBuildSettings
            {
                Image = Image,
                Tags = [Version, "latest"],
                BuildArg = [Base],
            }
        );
        change?.Invoke(settings);
        return CakeHost.Create(Log = new RecordedLog(), folder.Path).DockerMultiStageCachedBuild(settings);
    }

    /// <summary>The same build in a process of its own.</summary>
    public HostProcess Start() => new([Image, $"{Version},latest", Base], bed.Environment, folder.Path);

    /// <summary>Holds the build that comes there next, until what is returned is disposed of.</summary>
    public IDisposable HoldAt(Phase phase) => hold = new Hold(this, phase);

    /// <summary>Waits until the build in this process is held.</summary>
    public void AwaitHold(Task building) => AwaitHold(() => building.IsCompleted, () => Log.Text);

    /// <summary>Waits until the build in a process of its own is held.</summary>
    public void AwaitHold(HostProcess process) => AwaitHold(() => process.ExitCode is not null, () => process.Output);

    /// <summary>Whether the build in this process is held before it has ended.</summary>
    public bool ComesToHold(Task building) => ComesToHold(() => building.IsCompleted);

    /// <summary>What is wrong with what the registry has: parts that lack, and a moving tag that moved too early.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var registry = new Registry(registryAddress);
        var tags = registry.Tags(Repository);
        var image = new WholeImage(registry, Repository);
        var broken = tags.SelectMany(image.Problems);
        return
            tags.Contains("latest", StringComparer.Ordinal)
            && !tags.Select(ContentOf).Contains(registry.File(Repository, "latest", "result"), StringComparer.Ordinal)
            ? [.. broken, "latest is a version that is not in place"]
            : [.. broken];
    }

    /// <summary>The same, where this version is to be in place.</summary>
    public IReadOnlyList<string> FaultsOfVersion()
    {
        using var registry = new Registry(registryAddress);
        return
        [
            .. Faults(),
            .. new[] { Version, "latest" }
                .Where(tag => registry.File(Repository, tag, "result") != Content)
                .Select(tag => $"{tag} is not of {Content}"),
        ];
    }

    public void Dispose()
    {
        hold?.Dispose();
        stop.Cancel();
        stepping.Wait();
        stop.Dispose();
        relay.Dispose();
        folder.Dispose();
    }

    private string Content => ContentOf(Version);

    private static string ContentOf(string version) => $"version {version}\n";

    private void AwaitHold(Func<bool> ended, Func<string> output)
    {
        if (!ComesToHold(ended))
        {
            throw new InvalidOperationException(
                $"the build has not come to {hold!.Phase}. It asked the registry for {string.Join(", ", relay.Requests)}. It said:\n{output()}"
            );
        }
    }

    private bool ComesToHold(Func<bool> ended)
    {
        var current = hold!;
        return Eventually.Is(() => IsHeld(current) || ended(), Patience) && IsHeld(current);
    }

    private bool IsHeld(Hold current) =>
        current.Phase == Phase.Step ? StepProcesses.Count > 0 : current.Reached.Task.IsCompleted;

    // Unless a build is to be held there, a step does not take longer than it must.
    private async Task EndSteps()
    {
        while (!stop.IsCancellationRequested)
        {
            if (hold is not { Phase: Phase.Step })
            {
                Processes.End(step);
            }

            await Task.Delay(50);
        }
    }

    private async Task Pass(string request)
    {
        if (hold is { } current && current.Request?.IsMatch(request) == true)
        {
            current.Reached.TrySetResult();
            await current.Released.Task;
            // Whoever asked may be gone.
            throw new IOException("the connection was held, and is dropped");
        }
    }

    private sealed class Hold(HeldBuild build, Phase phase) : IDisposable
    {
        public Phase Phase => phase;

        public Regex? Request { get; } =
            phase switch
            {
                Phase.CacheRead => new Regex(
                    $"^(GET|HEAD) /v2/{build.Repository}/manifests/",
                    RegexOptions.NonBacktracking
                ),
                Phase.Push => new Regex($"^POST /v2/{build.Repository}/blobs/uploads", RegexOptions.NonBacktracking),
                Phase.LastTag => new Regex(
                    $"^PUT /v2/{build.Repository}/manifests/latest$",
                    RegexOptions.NonBacktracking
                ),
                _ => null,
            };

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            Interlocked.CompareExchange(ref build.hold, null, this);
            Released.TrySetResult();
        }
    }
}
