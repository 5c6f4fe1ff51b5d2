using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Planning;

/// <summary>Refuses options that the chosen way cannot honour, before anything is run: none is dropped in silence.</summary>
internal static class OptionCheck
{
    private const string Store = "the containerd image store where the image is loaded (Load)";

    private static readonly Version FirstWithSeveralOutputs = new(0, 13);

    // The BuildKit in older engines takes both and heeds neither.
    private static readonly Version FirstEngineWithLimits = new(23, 0);

    public static void Refuse(BuildRequest request, StrategyChoice choice, EngineFacts facts)
    {
        var options = request.Options;
        if (choice.Strategy == DockerBuildStrategy.Pull)
        {
            Each(nameof(options.Secret), options.Secret, "BuildKit", choice);
            Each(nameof(options.Ssh), options.Ssh, "BuildKit", choice);
        }
        else if (
            facts.BuildsInEngine
            && EngineReading.Number(facts.ServerVersion) is { Major: > 0 } engine
            && engine < FirstEngineWithLimits
        )
        {
            const string NewerOrLegacy = "engine 23.0 or newer, or the legacy builder";
            Each(nameof(options.Ulimit), options.Ulimit, NewerOrLegacy, choice);
            Each(nameof(options.ShmSize), Given(options.ShmSize), NewerOrLegacy, choice);
        }

        if (choice.Strategy == DockerBuildStrategy.Pull || facts.Builder != BuilderKind.Buildx)
        {
            Each(nameof(options.BuildContext), options.BuildContext, "buildx", choice);
            Each(nameof(options.Builder), Given(options.Builder), "buildx", choice);
            Each(
                nameof(request.CacheFrom),
                request.CacheFrom.Where(source => source.Image is null).Select(source => source.Options),
                "buildx",
                choice
            );
        }

        if (choice.Strategy != DockerBuildStrategy.Export)
        {
            var export = $"the strategy {DockerBuildStrategy.Export}";
            Each(nameof(options.Provenance), Given(options.Provenance), export, choice);
            Each(nameof(options.Sbom), Given(options.Sbom), export, choice);
            Each(nameof(options.Platform), options.Platform.Skip(1), export, choice);
            Each(nameof(options.Annotation), options.Annotation, export, choice);
            Each(nameof(request.CacheTo), request.CacheTo.Select(place => $"{place}"), export, choice);
        }
        else
        {
            if (!facts.CanAttest)
            {
                Each(nameof(options.Provenance), Given(options.Provenance), "buildx 0.10.2 or newer", choice);
                Each(nameof(options.Sbom), Given(options.Sbom), "buildx 0.10.2 or newer", choice);
            }

            if (!facts.CanAnnotate)
            {
                Each(nameof(options.Annotation), options.Annotation, "buildx 0.12 or newer", choice);
            }
        }

        Further(options.Further, choice, facts);
        if (facts.BuildsInEngine)
        {
            CloudCaches(request, choice);
        }

        Loading(request, choice, facts);
    }

    private static void Loading(BuildRequest request, StrategyChoice choice, EngineFacts facts)
    {
        if (!facts.HasEngine)
        {
            const string Engine = "a docker engine that answers";
            Each(nameof(request.Load), request is { Load: true, LoadsInstead: false } ? ["true"] : [], Engine, choice);
            // Behind the stages, the image is pushed out of the engine's store.
            var published = request.Push && choice.Strategy == DockerBuildStrategy.Inline ? request.Stages : [];
            Each(nameof(request.Stages), published, Engine, choice);
        }

        if (request is { Push: true, Load: true } && !facts.BuildsInEngine && facts.Buildx < FirstWithSeveralOutputs)
        {
            Each(nameof(request.Load), ["true"], "buildx 0.13 or newer where the image is pushed too", choice);
        }

        if (request.Load && !facts.ContainerdStore)
        {
            // Only that store holds an image of several platforms.
            Each(nameof(request.Options.Platform), request.Options.Platform.Skip(1), Store, choice);
            // Nor one with attestations, which is an index too.
            if (!request.LoadsInstead)
            {
                Each(nameof(request.Options.Provenance), Asked(request.Options.Provenance), Store, choice);
                Each(nameof(request.Options.Sbom), Asked(request.Options.Sbom), Store, choice);
            }
        }
    }

    private static void Further(IReadOnlyList<FurtherOption> options, StrategyChoice choice, EngineFacts facts)
    {
        foreach (var option in options)
        {
            var heeded =
                choice.Strategy == DockerBuildStrategy.Pull
                    ? option.Heeded != HeededBy.Buildx
                    : option.Heeded == HeededBy.LegacyBuilderOthersNeedNone
                        || (option.Heeded != HeededBy.LegacyBuilder && facts.Builder == BuilderKind.Buildx);
            if (!heeded)
            {
                Each(option.Setting, [option.Value ?? option.Flag], Needs(option.Heeded), choice);
            }
        }
    }

    private static void CloudCaches(BuildRequest request, StrategyChoice choice)
    {
        // Seen on engines 26 and 28: "unknown cache exporter", and the build fails.
        const string OwnBuilder = "a builder of its own (docker buildx create)";
        Each(
            nameof(request.CacheTo),
            request.CacheTo.Where(place => IsOfCloud(place.Type)).Select(place => $"{place}"),
            OwnBuilder,
            choice
        );
        Each(
            nameof(request.CacheFrom),
            request
                .CacheFrom.Where(source => CacheOptions.Parse(source.Options) is { } from && IsOfCloud(from.Type))
                .Select(source => source.Options),
            OwnBuilder,
            choice
        );
    }

    private static string Needs(HeededBy heeded) =>
        heeded switch
        {
            HeededBy.Buildx => "buildx",
            HeededBy.LegacyBuilderAndBuildx => "buildx or the legacy builder",
            _ => "the legacy builder",
        };

    private static bool IsOfCloud(string type) => type is CacheOptions.S3 or CacheOptions.AzureBlob;

    // As buildx has it, false is none.
    private static IEnumerable<string> Asked(string? attestation) =>
        bool.TryParse(attestation, out var wanted) && !wanted ? [] : Given(attestation);

    private static IEnumerable<string> Given(string? value) => value is null ? [] : [value];

    private static void Each(string setting, IEnumerable<string> values, string needs, StrategyChoice choice)
    {
        foreach (var value in values)
        {
            throw PlanProblems.OptionImpossible(setting, value, needs, $"{choice.Strategy}, {choice.Reason}");
        }
    }
}
