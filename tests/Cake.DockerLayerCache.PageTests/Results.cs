using System.Globalization;

namespace Cake.DockerLayerCache.PageTests;

/// <summary>Results of builds that there might be.</summary>
internal static class Results
{
    /// <summary>What an instruction, a name, a reason must not become: a part of the page.</summary>
    public const string Hostile =
        "</script><script>window.broken=1</script><img src=x onerror=\"window.broken=1\">${x}&amp;";

    public static DockerBuildResult Small { get; } =
        Of([
            Stage("deps", [], Cached("COPY package.json ./", 0.2), Cached("RUN npm ci", 41.7)),
            Stage("web", ["deps"], Cached("COPY web web", 0.1), Ran("RUN npm run build", 0.8, 6.4)),
            Stage("api", ["deps"], Cached("COPY api api", 0.1), Cached("RUN npm run compile", 12.3)),
            Stage("2", ["web", "api"], Ran("COPY --from=web /web /web", 7.4, 0.3)),
        ]);

    public static DockerBuildResult Large { get; } =
        Of([
            .. Enumerable
                .Range(0, 40)
                .Select(stage =>
                    Stage(
                        $"stage-{stage}",
                        stage == 0 ? [] : [$"stage-{stage / 3}"],
                        [
                            .. Enumerable
                                .Range(0, 25)
                                .Select(step =>
                                    step < 20
                                        ? Cached($"RUN {Words(stage, step)}", step)
                                        : Ran($"RUN {Words(stage, step)}", stage + step, 0.5 * step)
                                ),
                        ]
                    )
                ),
        ]);

    public static DockerBuildResult Bad { get; } =
        Of([Stage(Hostile, [Hostile], Ran($"RUN {Hostile}", 0, 1))]) with
        {
            Reason = Hostile,
            Tags = [Hostile],
            Warnings = [Hostile],
            Decisions = [Hostile],
            Caches = [new DockerCache { Reference = Hostile, Found = true }],
        };

    private static DockerBuildResult Of(IReadOnlyList<DockerBuildStage> stages) =>
        new()
        {
            Image = "docker.myrepo.com/team/awesome-image",
            Tags = ["1.4.7", "latest"],
            Digest = "sha256:03cf5a39e2a032bb1259468324818cd91dd074a199516e2f005e24d047805447",
            Strategy = DockerBuildStrategy.Export,
            Reason = "engine 28.5.2: one build reads and writes a cache of every stage in the registry",
            Engine = "engine 28.5.2, buildx 0.29.1, docker driver, containerd image store",
            Started = Day(20),
            Duration = TimeSpan.FromSeconds(9.5),
            Saved = TimeSpan.FromSeconds(52.3),
            BytesPulled = 12_345_678,
            Times = new DockerBuildTimes
            {
                Building = TimeSpan.FromSeconds(6.7),
                ReadingCache = TimeSpan.FromSeconds(1.1),
            },
            Caches =
            [
                new DockerCache { Reference = "docker.myrepo.com/team/awesome-image:buildcache", Found = true },
                new DockerCache
                {
                    Reference = "docker.myrepo.com/team/awesome-image:buildcache--feature",
                    Found = false,
                },
            ],
            Stages = stages,
            History =
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(day => new DockerPastBuild
                    {
                        Started = Day(day),
                        Duration = TimeSpan.FromSeconds(10 + day * 37 % 50),
                        Steps = 10,
                        CachedSteps = day % 10,
                    }),
            ],
            Decisions = ["The cache of main is read, because GitHub Actions builds the branch feature."],
            Warnings = ["DLC0501: the image's own cache does not hold 'deps'."],
        };

    private static DateTimeOffset Day(int day) => new(2026, 11, day, 9, 30, 0, TimeSpan.Zero);

    private static string Words(int stage, int step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"make part-{stage}-{step} && install --mode=755 part-{stage}-{step} /usr/local/bin "
        );

    private static DockerBuildStep Cached(string instruction, double lastSeconds) =>
        new()
        {
            Instruction = instruction,
            Line = 3,
            Cached = true,
            Duration = TimeSpan.Zero,
            LastDuration = TimeSpan.FromSeconds(lastSeconds),
        };

    private static DockerBuildStep Ran(string instruction, double started, double seconds) =>
        new()
        {
            Instruction = instruction,
            Line = 12,
            Cached = false,
            Duration = TimeSpan.FromSeconds(seconds),
            Started = TimeSpan.FromSeconds(started),
        };

    private static DockerBuildStage Stage(string name, IReadOnlyList<string> needs, params DockerBuildStep[] steps)
    {
        var missed = steps.FirstOrDefault(step => !step.Cached);
        return new DockerBuildStage
        {
            Name = name,
            Needs = needs,
            Steps = steps.Length,
            CachedSteps = steps.Count(step => step.Cached),
            Duration = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Duration),
            FirstMissedStep = missed,
            StepList = steps,
            Miss = missed is null
                ? null
                : new DockerMiss
                {
                    Cause = DockerMissCause.FilesChanged,
                    Subjects = ["web/index.js"],
                    Reason = "files differ from the last build: web/index.js (changed)",
                },
        };
    }
}
