namespace Cake.DockerLayerCache.Testing.Faults;

/// <summary>A folder to build, whose image tells what it was built from.</summary>
internal sealed class FaultedBuild : IDisposable
{
    private const string Dockerfile = """
        ARG REGISTRY
        FROM ${REGISTRY}/busybox:1 AS builder
        COPY deps deps
        RUN cp deps installed
        COPY code code
        RUN cat installed code > result

        FROM ${REGISTRY}/busybox:1
        COPY --from=builder /result /result
        """;

    private readonly TemporaryFolder folder = new("faults ");
    private readonly string name = $"{Guid.NewGuid():N}";
    private readonly Bed bed;
    private readonly string address;
    private readonly string[] tags;
    private string code;

    public FaultedBuild(Bed bed, string address, string[] tags)
    {
        (this.bed, this.address, this.tags) = (bed, address, tags);
        folder.Write("Dockerfile", Dockerfile);
        folder.Write("deps", "deps\n");
        code = Changed();
    }

    public string Repository => $"{FaultRepositories.Image}/{name}";

    public IReadOnlyList<string> Tags => tags;

    /// <summary>What the image's file says when it is built from what is there now.</summary>
    public string Expected => $"deps\n{code}";

    /// <summary>What it said before the last change.</summary>
    public string? Earlier { get; private set; }

    public RecordedLog Log { get; private set; } = new();

    public void Change()
    {
        Earlier = Expected;
        code = Changed();
    }

    public DockerBuildResult Run() =>
        CakeHost
            .Create(Log = new RecordedLog(), folder.Path)
            .DockerMultiStageCachedBuild(
                bed.Use(
                    new DockerMultiStageCachedBuildSettings
                    {
                        Image = $"{address}/{Repository}",
                        CacheImage = $"{address}/{FaultRepositories.Cache}/{name}",
                        Tags = tags,
                        // Docker has attempts of its own below these.
                        Attempts = 3,
                        RetryBudget = TimeSpan.FromSeconds(30),
                        BuildArg = [$"REGISTRY={address}"],
                    }
                )
            );

    public void Dispose() => folder.Dispose();

    private string Changed()
    {
        var text = $"code {Guid.NewGuid():N}\n";
        folder.Write("code", text);
        return text;
    }
}
