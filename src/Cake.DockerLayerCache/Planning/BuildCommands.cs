using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>The build commands of one request, in the dialect of the builder that runs them.</summary>
internal sealed class BuildCommands(
    BuildRequest request,
    DockerBuildStrategy strategy,
    EngineFacts facts,
    string? target
)
{
    private readonly BuildOptions options = request.Options;
    private readonly bool buildx = facts.Builder == BuilderKind.Buildx && strategy != DockerBuildStrategy.Pull;

    /// <summary>A build of the target, or of a stage; one that was built just now is not built anew by any option.</summary>
    public DockerCommand Build(
        Stage? stage,
        IEnumerable<CacheSource> sources,
        IReadOnlyList<string> cacheTo,
        IEnumerable<ImageReference> tags,
        Output output,
        bool builtJustNow = false
    ) =>
        Begin()
            .WithOption("--file", request.Context.File)
            .WithOption("--target", stage?.Name ?? target)
            .WithEach("--build-arg", options.BuildArg.Concat(options.SecretBuildArg.Names))
            .WithSecretEnvironment(options.SecretBuildArg.Values)
            .WithEach("--build-context", options.BuildContext)
            .WithEach("--label", stage is null ? options.Label.Concat(options.ReleaseLabel) : [])
            .WithEach("--annotation", stage is null ? Annotations() : [])
            .WithEach("--platform", buildx ? Joined(options.Platform) : options.Platform)
            .WithOption("--network", options.Network)
            .WithEach("--add-host", options.AddHost)
            .WithEach("--secret", options.Secret)
            .WithEach("--ssh", options.Ssh)
            .WithEach("--ulimit", options.Ulimit)
            .WithOption("--shm-size", options.ShmSize)
            .With([.. Further(builtJustNow)])
            .WithFlag("--pull", options.Pull)
            .WithFlag("--no-cache", options.NoCache && !builtJustNow)
            .WithEach("--cache-from", sources.Select(SourceText))
            .With([.. CacheTo(cacheTo)])
            .With(Attestations(output))
            .WithEach("--tag", tags.Select(tag => tag.ToString()))
            .With(OutputFlags(output))
            .With(request.Context.Path);

    /// <summary>Lists what the builder's own cache holds.</summary>
    public DockerCommand BuilderCache() =>
        buildx
            ? DockerCommand.Of("buildx", "du", "--verbose").WithOption("--builder", options.Builder)
            : DockerCommand.Of("system", "df", "--format", BuilderCacheList.Format);

    /// <summary>Asks the registry whether something is there.</summary>
    public DockerCommand Find(ImageReference reference) =>
        DockerCommand.InspectRemote(options.Builder).With(reference.ToString());

    private static IEnumerable<string> Joined(IReadOnlyList<string> platforms) =>
        platforms.Count == 0 ? [] : [string.Join(',', platforms)];

    private DockerCommand Begin() =>
        strategy switch
        {
            DockerBuildStrategy.Pull => DockerCommand.Of("build").WithEnvironment("DOCKER_BUILDKIT", "0"),
            _ when buildx => DockerCommand.Of("buildx", "build").WithOption("--builder", options.Builder),
            _ => DockerCommand.Of("build").WithEnvironment("DOCKER_BUILDKIT", "1"),
        };

    // The legacy builder alone is asked for what BuildKit does by itself.
    private IEnumerable<string> Further(bool builtJustNow) =>
        options
            .Further.Where(option =>
                strategy == DockerBuildStrategy.Pull || option.Heeded != HeededBy.LegacyBuilderOthersNeedNone
            )
            .Where(option => !builtJustNow || !option.RunsAnew)
            .SelectMany(option => option.Arguments);

    private string SourceText(CacheSource source) => buildx ? source.Options : source.Image!;

    private IEnumerable<string> CacheTo(IReadOnlyList<string> cacheTo) =>
        cacheTo is [InlineCache] && !buildx
            ? ["--build-arg", "BUILDKIT_INLINE_CACHE=1"]
            : cacheTo.SelectMany(place => new[] { "--cache-to", place });

    // An image that only the engine's store gets has none.
    private IEnumerable<string> Annotations() =>
        strategy == DockerBuildStrategy.Export && facts.CanAnnotate && request.Push
            ? options.AnnotationAndRelease
            : options.Annotation;

    // buildx adds a provenance attestation by itself, which turns the image into an index and gives it a new digest
    // every time. And the graph-driver store holds no index.
    private string[] Attestations(Output output) =>
        !buildx || !facts.CanAttest ? []
        : output == Output.LocalStore && !facts.ContainerdStore ? ["--provenance", "false"]
        :
        [
            "--provenance",
            options.Provenance ?? "false",
            .. options.Sbom is null ? Array.Empty<string>() : ["--sbom", options.Sbom],
        ];

    private string[] OutputFlags(Output output) =>
        (output, buildx) switch
        {
            (_, false) => [],
            (Output.LocalStore, _) => facts.HasEngine ? ["--load"] : [],
            (Output.Registry, _) => facts.PushFlags,
            (Output.RegistryAndLocalStore, _) when !facts.BuildsInEngine => ["--push", "--load"],
            (Output.RegistryAndLocalStore, _) => ["--push"],
            _ => [],
        };

    public const string InlineCache = "type=inline";
}

/// <summary>Where a build's result goes.</summary>
internal enum Output
{
    /// <summary>Nowhere: only the cache is of interest.</summary>
    None,

    LocalStore,

    Registry,

    RegistryAndLocalStore,
}
