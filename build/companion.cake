#load "feeds.cake"

/// The package for Cake.Docker, which not every feed has.
public sealed class Companion(ICakeContext context, string configuration)
{
    private const string Project = "./src/Cake.DockerLayerCache.CakeDocker/Cake.DockerLayerCache.CakeDocker.csproj";

    public OptionalTests Tests { get; } = new(context, configuration)
    {
        Project = "./tests/Cake.DockerLayerCache.CakeDocker.Tests/Cake.DockerLayerCache.CakeDocker.Tests.csproj",
        What = "Cake.DockerLayerCache.CakeDocker and its tests",
        Packages = ["Cake.Docker"],
        FeedArgument = "cake-docker-feed",
        FeedProperty = "CakeDockerFeed",
    };

    /// Packs what was built with its tests.
    public void Pack(DirectoryPath folder)
    {
        if (Tests.AreBuilt)
        {
            context.DotNetPack(
                Project,
                new DotNetPackSettings
                {
                    Configuration = configuration,
                    NoBuild = true,
                    OutputDirectory = folder,
                    MSBuildSettings = Tests.Feed,
                });
        }
    }
}
