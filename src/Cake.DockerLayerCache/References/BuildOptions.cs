using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>The options a build takes over as they are, checked only for what no command line can carry.</summary>
internal sealed record BuildOptions
{
    public string? Target { get; init; }

    public bool NoCache { get; init; }

    public bool Pull { get; init; }

    public string? Network { get; init; }

    public string? ShmSize { get; init; }

    public string? Provenance { get; init; }

    public string? Sbom { get; init; }

    public string? Builder { get; init; }

    public IReadOnlyList<string> BuildArg { get; init; } = [];

    public SecretArguments SecretBuildArg { get; init; } = SecretArguments.None;

    public IReadOnlyList<string> BuildContext { get; init; } = [];

    public IReadOnlyList<string> Label { get; init; } = [];

    public IReadOnlyList<string> Annotation { get; init; } = [];

    /// <summary>The labels of a release; where the image can have annotations, they are these as well.</summary>
    public IReadOnlyList<string> ReleaseLabel { get; private init; } = [];

    public IReadOnlyList<string> Platform { get; init; } = [];

    public IReadOnlyList<string> AddHost { get; init; } = [];

    public IReadOnlyList<string> Secret { get; init; } = [];

    public IReadOnlyList<string> Ssh { get; init; } = [];

    public IReadOnlyList<string> Ulimit { get; init; } = [];

    /// <summary>Those that no setting is for.</summary>
    public IReadOnlyList<FurtherOption> Further { get; init; } = [];

    /// <summary>Whether steps are run anew although there is a cache of them.</summary>
    public bool RunsAnew => NoCache || Further.Any(option => option.RunsAnew);

    public static BuildOptions From(DockerCachedBuildSettings settings)
    {
        var buildArg = Named(nameof(settings.BuildArg), settings.BuildArg);
        CheckRedact(settings.Redact);
        return new BuildOptions
        {
            Target = Blank(nameof(settings.Target), settings.Target),
            NoCache = settings.NoCache,
            Pull = settings.Pull,
            Network = Blank(nameof(settings.Network), settings.Network),
            ShmSize = Blank(nameof(settings.ShmSize), settings.ShmSize),
            Provenance = Blank(nameof(settings.Provenance), settings.Provenance),
            Sbom = Blank(nameof(settings.Sbom), settings.Sbom),
            Builder = Blank(nameof(settings.Builder), settings.Builder),
            BuildArg = buildArg,
            SecretBuildArg = SecretArguments.From(settings.SecretBuildArg, buildArg),
            BuildContext = Named(nameof(settings.BuildContext), settings.BuildContext),
            Label = Named(nameof(settings.Label), settings.Label),
            Annotation = Named(nameof(settings.Annotation), settings.Annotation),
            Platform = Checked(nameof(settings.Platform), Each(settings.Platform)),
            AddHost = Checked(nameof(settings.AddHost), settings.AddHost),
            Secret = Checked(nameof(settings.Secret), settings.Secret),
            Ssh = Checked(nameof(settings.Ssh), settings.Ssh),
            Ulimit = Checked(nameof(settings.Ulimit), settings.Ulimit),
            Further = settings.Companion?.Options ?? [],
        };
    }

    /// <summary>The same with the labels of a release, as far as the user has not given them.</summary>
    public BuildOptions WithReleaseLabels(IReadOnlyList<string> labels) =>
        this with
        {
            ReleaseLabel = [.. labels.Where(label => !Label.Any(given => Name(given) == Name(label)))],
        };

    /// <summary>The annotations, and of the labels of a release those that the user has given no annotation for.</summary>
    public IEnumerable<string> AnnotationAndRelease =>
        Annotation.Concat(
            // One may be of a kind of document alone: manifest:name=value.
            ReleaseLabel.Where(label => !Annotation.Any(given => Name(given).Split(':')[^1] == Name(label)))
        );

    /// <summary>
    /// What of this decides how the Dockerfile is read. A build argument without a value takes it from the
    /// environment, and counts as not given where that has none.
    /// </summary>
    public DockerfileInputs ForDockerfile(Func<string, string?> environment) =>
        new()
        {
            BuildArgs = BuildArguments(environment),
            Contexts = [.. BuildContext.Select(context => context.Split('=', 2)[0])],
            // Docker takes the variable where the flag is not given.
            Platform =
                Platform is [var first, ..] ? first
                : environment("DOCKER_DEFAULT_PLATFORM") is { Length: > 0 } usual ? usual
                : null,
            Target = Target,
        };

    private Dictionary<string, string> BuildArguments(Func<string, string?> environment)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var secret = SecretBuildArg.Names.Select(name =>
            SecretBuildArg.Values.TryGetValue(name, out var value) ? $"{name}={value}" : name
        );
        foreach (var argument in BuildArg.Concat(secret))
        {
            var pair = argument.Split('=', 2);
            if ((pair.Length > 1 ? pair[1] : environment(pair[0])) is { } value)
            {
                arguments[pair[0]] = value;
            }
        }

        return arguments;
    }

    private static string Name(string pair) => pair.Split('=', 2)[0];

    // The flag takes several with commas between them.
    private static string[]? Each(string[]? values) =>
        values?.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToArray();

    /// <summary>A value that is not blank; null where it is.</summary>
    public static string? Blank(string setting, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : Argument.Checked(setting, value);

    private static string[] Named(string setting, string[]? values)
    {
        var named = Checked(setting, values);
        return named.FirstOrDefault(value => value.StartsWith('=')) is { } nameless
            ? throw InputProblems.MalformedValue(setting, nameless, "name=value")
            : named;
    }

    public static string[] Checked(string setting, string[]? values)
    {
        foreach (var value in values ?? [])
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw InputProblems.MalformedValue(setting, value ?? "", "a value that is not empty");
            }

            _ = Argument.Checked(setting, value);
        }

        return values ?? [];
    }

    private static void CheckRedact(string?[]? values)
    {
        foreach (var value in values ?? [])
        {
            if (value?.Trim() is not { Length: >= Redaction.Shortest })
            {
                throw InputProblems.ShortSecret(nameof(DockerCachedBuildSettings.Redact), value?.Trim().Length ?? 0);
            }
        }
    }
}
