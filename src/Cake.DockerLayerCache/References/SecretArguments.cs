using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.References;

/// <summary>Build arguments whose values docker takes from its environment, so that no command line has them.</summary>
internal sealed class SecretArguments
{
    private const string Setting = nameof(DockerCachedBuildSettings.SecretBuildArg);

    // What docker and its plugins read themselves: another value would change what they do.
    private static readonly string[] OfDocker = ["DOCKER_", "BUILDX_", "BUILDKIT_"];
    private static readonly string[] OfProcesses = ["PATH", "HOME", "TMPDIR", "SSH_AUTH_SOCK"];

    // Who they are to a registry or the store of a cache, and by which way they get there. A feed's token or the key of a map
    // is none of that, though its name may begin with the same word.
    private static readonly string[] OfAccounts =
    [
        "AWS_",
        "AZURE_AUTHORITY_",
        "AZURE_CLIENT_",
        "AZURE_CONFIG_",
        "AZURE_FEDERATED_",
        "AZURE_PASSWORD",
        "AZURE_STORAGE_",
        "AZURE_TENANT_",
        "AZURE_USERNAME",
        "GOOGLE_APPLICATION_",
        "GOOGLE_CLOUD_",
        "GOOGLE_GHA_",
        "CLOUDSDK_",
        "ACTIONS_",
        "KUBECONFIG",
        "SSL_CERT_",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
    ];

    public static readonly SecretArguments None = new();

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>The values that were written; the others are in the environment already.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public static SecretArguments From(string[]? settings, IReadOnlyList<string> plain)
    {
        var names = new List<string>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in settings ?? [])
        {
            var pair = (argument ?? "").Split('=', 2);
            var name = Checked(pair[0]);
            if (names.Contains(name, StringComparer.Ordinal) || plain.Any(other => other.Split('=', 2)[0] == name))
            {
                throw InputProblems.MalformedValue(Setting, name, "a name that is in it once, and not in BuildArg");
            }

            names.Add(name);
            if (pair.Length > 1)
            {
                values[name] = OfValue(name, pair[1]);
            }
        }

        return new SecretArguments { Names = names, Values = values };
    }

    // Whatever is no name may be the value, and is not shown.
    private static string Checked(string name) =>
        name.Length == 0
        || char.IsAsciiDigit(name[0])
        || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_')
        || BeginsWith(name, OfDocker)
        || OfProcesses.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? throw InputProblems.MalformedValue(
                Setting,
                Redaction.Mask,
                "NAME=value or NAME, where the name has letters, digits and '_' only, and is none that docker reads itself "
                    + $"({string.Join("…, ", OfDocker)}…, {string.Join(", ", OfProcesses)})"
            )
            : name;

    private static bool BeginsWith(string name, string[] starts) =>
        Array.Exists(starts, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether docker can have a value of that name in its environment and stay who it is.</summary>
    public static bool MayHaveValue(string name) => !BeginsWith(name, OfAccounts);

    private static string OfValue(string name, string value) =>
        !MayHaveValue(name)
            ? throw InputProblems.MalformedValue(
                Setting,
                name,
                $"a name that docker and its helpers do not read ({string.Join(", ", OfAccounts)}), because they would push "
                    + "with this value too. Hand it to the step with Secret; where docker has it anyway, write the name alone"
            )
        : value.Length is > 0 and < Redaction.Shortest ? throw InputProblems.ShortSecret(Setting, value.Length)
        : Argument.Checked(Setting, value, seen: $"{name}={Redaction.Mask}", name.Length + 1);
}
