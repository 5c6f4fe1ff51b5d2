using Cake.Core;
using Cake.DockerLayerCache.Ci;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.Tests.Ci;

/// <summary>
/// A run of a CI service, as it is known by its variables. The word FOLDER in a value stands for the folder that has
/// the run's files.
/// </summary>
internal sealed record CiRun(string Name, IReadOnlyDictionary<string, string> Variables)
{
    public const string Folder = "FOLDER";

    public IReadOnlyDictionary<string, string> Files { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Cake in that run; its files are put into the folder, and it works there.</summary>
    public ICakeContext CakeIn(TemporaryFolder folder)
    {
        foreach (var (file, text) in Files)
        {
            folder.Write(file, text.Replace(Folder, folder.Path, StringComparison.Ordinal));
        }

        return CakeHost.Create(
            new RecordedLog(),
            folder.Path,
            Variables.ToDictionary(
                variable => variable.Key,
                variable => variable.Value.Replace(Folder, folder.Path, StringComparison.Ordinal),
                StringComparer.Ordinal
            )
        );
    }

    public CiFacts? Facts(string? defaultBranch = null)
    {
        using var folder = new TemporaryFolder("ci run ");
        return CiReading.Facts(CakeIn(folder), defaultBranch);
    }

    public RunRules Rules(DockerCachedBuildSettings? settings = null) =>
        RunRules.For(Facts(settings?.DefaultBranch), RunWishes.From(settings ?? new DockerCachedBuildSettings()));
}
