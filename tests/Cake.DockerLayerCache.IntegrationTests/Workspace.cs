using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>A folder with a Dockerfile, and a repository for the image that is built from it.</summary>
public sealed class Workspace : IDisposable
{
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

    public Workspace(string dockerfile)
    {
        Write("Dockerfile", dockerfile);
        Write("deps", "deps 1\n");
        Write("code", "code 1\n");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("work space ").FullName;

    public string Repository { get; } = $"engines/{Guid.NewGuid():N}";

    public string Image => $"{Beds.Registry.Address}/{Repository}";

    public RecordedLog Log { get; private set; } = new();

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public DockerBuildResult Build(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change = null) =>
        Cake().DockerMultiStageCachedBuild(Settings(bed, change));

    public DockerBuildResult Build(Bed bed, ICakeLog log) =>
        CakeHost.Create(log, Folder).DockerMultiStageCachedBuild(Settings(bed, settings => settings.Push = false));

    public DockerBuildPlan Plan(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change = null) =>
        Cake().DockerPlanCachedBuild(Settings(bed, change));

    public void Dispose()
    {
        Directory.SetCurrentDirectory(RepositoryRoot.Path);
        Directory.Delete(Folder, recursive: true);
    }

    private ICakeContext Cake() => CakeHost.Create(Log = new RecordedLog(), Folder);

    private DockerMultiStageCachedBuildSettings Settings(Bed bed, Action<DockerMultiStageCachedBuildSettings>? change)
    {
        var settings = bed.Use(
            new DockerMultiStageCachedBuildSettings { Image = Image, BuildArg = [$"REGISTRY={Beds.Registry.Address}"] }
        );
        change?.Invoke(settings);
        return settings;
    }
}
