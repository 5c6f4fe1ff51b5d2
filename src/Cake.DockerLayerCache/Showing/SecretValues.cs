using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Cake.Core.IO;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Showing;

/// <summary>
/// Finds the secrets of a call, before anything of it is checked: a message about a wrong value must not tell it either.
/// </summary>
/// <param name="variable">What docker finds in its environment.</param>
/// <param name="fileSystem">Where the files of secrets are.</param>
/// <param name="workingDirectory">Where docker is started, and their paths begin.</param>
internal sealed class SecretValues(
    Func<string, string?> variable,
    IFileSystem fileSystem,
    DirectoryPath workingDirectory
)
{
    private const int LargestFile = 64 * 1024;

    // A line of a file may be anything: a short one is too likely to stand elsewhere too.
    private const int ShortestLineOfFile = 8;

    /// <summary>The secrets in what was written: in settings, in what stands beside them, or in any text.</summary>
    public IEnumerable<SecretForm> Of(object settings, IEnumerable<string?> beside)
    {
        var texts = Texts(settings).Concat(beside).OfType<string>().ToList();
        return texts
            .SelectMany(UrlCredentials.Secrets)
            .SelectMany(secret => SecretForms.Of(secret))
            .Concat(settings is DockerCachedBuildSettings build ? OfBuild(build) : []);
    }

    // Whatever a settings class has: a setting that comes later is no exception.
    private static IEnumerable<string?> Texts(object settings) =>
        TypeOf(settings)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => property.GetValue(settings))
            .SelectMany(value =>
                value switch
                {
                    string text => [text],
                    string?[] texts => texts,
                    IDictionary<string, string> variables => variables.Values,
                    _ => Enumerable.Empty<string?>(),
                }
            );

    // Named one by one, so that a program that is trimmed keeps their properties.
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static Type TypeOf(object settings) =>
        settings switch
        {
            DockerCachedBuildSettings build => TypeOfBuild(build),
            DockerPromoteSettings => typeof(DockerPromoteSettings),
            DockerReleaseTagSettings => typeof(DockerReleaseTagSettings),
            DockerBuildReportSettings => typeof(DockerBuildReportSettings),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "is none of the aliases' settings"),
        };

    // A class may be derived from this one, which carries the promise down.
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    private static Type TypeOfBuild(DockerCachedBuildSettings build) => build.GetType();

    private IEnumerable<SecretForm> OfBuild(DockerCachedBuildSettings settings) =>
        [
            .. (settings.Redact ?? []).OfType<string>().SelectMany(value => SecretForms.Of(value)),
            .. (settings.SecretBuildArg ?? []).OfType<string>().SelectMany(OfArgument),
            .. (settings.Secret ?? []).OfType<string>().SelectMany(OfSecret),
            .. (settings.CacheTo ?? [])
                .Concat(settings.CacheFrom ?? [])
                .OfType<string>()
                .SelectMany(CacheOptions.KeysOfAccounts)
                .SelectMany(pair => SecretForms.Of(pair.Key, pair.Value)),
        ];

    private IEnumerable<SecretForm> OfArgument(string argument)
    {
        var pair = argument.Split('=', 2);
        return (pair.Length > 1 ? pair[1] : variable(pair[0])) is { } value ? SecretForms.Of(pair[0], value) : [];
    }

    private IEnumerable<SecretForm> OfSecret(string text)
    {
        var secret = SecretSource.Parse(text);
        return secret.Variable(variable) is { } name ? SecretForms.Of(variable(name) ?? "")
            : secret.File is { } file && Content(file) is { } content ? SecretForms.Of(content, ShortestLineOfFile)
            : [];
    }

    // One that cannot be read is docker's to complain of.
    private string? Content(string path)
    {
        try
        {
            var file = fileSystem.GetFile(new FilePath(path).MakeAbsolute(workingDirectory));
            if (!file.Exists || file.Length > LargestFile)
            {
                return null;
            }

            using var reader = new StreamReader(
                file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite),
                Encoding.UTF8
            );
            return reader.ReadToEnd();
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            )
        {
            return null;
        }
    }
}
