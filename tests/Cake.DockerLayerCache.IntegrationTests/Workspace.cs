using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A folder with a Dockerfile, and a repository for the image that is built from it.</summary>
public sealed class Workspace : IDisposable
{
    public const string OneStage = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1
        COPY code code
        RUN cp code result
        """;

    public const string TwoStages = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS builder
        COPY deps deps
        RUN cp deps installed
        COPY code code
        RUN cat installed code > result

        FROM scratch
        COPY --from=builder /result /result
        """;

    private readonly TemporaryFolder folder = new("work space ");

    public Workspace(string dockerfile, string? repository = null)
    {
        Repository = repository ?? $"engines/{Guid.NewGuid():N}";
        folder.Write("Dockerfile", dockerfile);
        folder.Write("deps", "deps 1\n");
        folder.Write("code", "code 1\n");
    }

    public string Folder => folder.Path;

    public string Repository { get; }

    public string Image => $"{Beds.Registry.Address}/{Repository}";

    /// <summary>What the registry has of it.</summary>
    public IReadOnlyList<string> PushedTags
    {
        get
        {
            using var registry = new Registry(Beds.Registry.Address);
            return registry.Tags(Repository);
        }
    }

    public RecordedLog Log { get; private set; } = new();

    public DockerBuildResult Build(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change = null) =>
        Beds.OnLiving(bed, () => BuildOnce(bed, change: change));

    /// <summary>Builds a folder in a run of a CI service that has these variables.</summary>
    public DockerBuildResult Build(
        Bed bed,
        IReadOnlyDictionary<string, string> ciVariables,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? change = null
    ) => Beds.OnLiving(bed, () => BuildOnce(bed, ciVariables, path, change));

    /// <summary>The same, where more than this build is to be done once more if the engine ends.</summary>
    public DockerBuildResult BuildOnce(
        Bed bed,
        IReadOnlyDictionary<string, string>? ciVariables = null,
        string path = ".",
        Action<DockerMultiStageCachedBuildSettings>? change = null
    ) =>
        CakeHost
            .Create(
                Log = new RecordedLog(),
                Folder,
                ciVariables ?? new Dictionary<string, string>(StringComparer.Ordinal)
            )
            .DockerMultiStageCachedBuild(Settings(bed, change), path);

    public void SetMode(string file, string mode) =>
        Assert.That(Command.Run("chmod", [mode, Path.Combine(Folder, file)]).ExitCode, Is.Zero);

    public void Write(string file, string text) => folder.Write(file, text);

    public DockerBuildResult Build(Bed bed, ICakeLog log) =>
        Beds.OnLiving(
            bed,
            () =>
                CakeHost
                    .Create(log, Folder)
                    .DockerMultiStageCachedBuild(Settings(bed, settings => settings.Push = false))
        );

    public DockerBuildPlan Plan(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change = null) =>
        Cake().DockerPlanCachedBuild(Settings(bed, change));

    public void Dispose() => folder.Dispose();

    /// <summary>Cake in this folder.</summary>
    public ICakeContext Cake() => CakeHost.Create(Log = new RecordedLog(), Folder);

    private DockerMultiStageCachedBuildSettings Settings(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change)
    {
        var settings = bed.Use(
            new DockerMultiStageCachedBuildSettings { Image = Image, BuildArg = [$"REGISTRY={Beds.Registry.Address}"] }
        );
        change?.Invoke(settings);
        return settings;
    }
}
