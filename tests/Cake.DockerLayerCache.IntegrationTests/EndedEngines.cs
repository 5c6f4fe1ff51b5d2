using Cake.DockerLayerCache.Testing;

namespace Cake.DockerLayerCache.IntegrationTests;

/// <summary>The last words of engines that have ended by themselves, kept for whoever reads the run.</summary>
internal static class EndedEngines
{
    public static void Note(string bed, string lastWords)
    {
        Directory.CreateDirectory(RepositoryRoot.File("artifacts", "test-results"));
        File.AppendAllText(
            RepositoryRoot.File("artifacts", "test-results", "ended-engines.log"),
            $"{TestContext.CurrentContext.Test.FullName}: {bed} has ended by itself.\n{lastWords}\n"
        );
    }
}
