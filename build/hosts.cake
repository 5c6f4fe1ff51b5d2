#load "feeds.cake"

/// Cake's hosts besides scripts, which not every feed has.
public static class Hosts
{
    public static OptionalTests Tests(ICakeContext context, string configuration) =>
        new(context, configuration)
        {
            Project = "./tests/Cake.DockerLayerCache.Hosts.Tests/Cake.DockerLayerCache.Hosts.Tests.csproj",
            What = "the tests of the samples for Cake.Frosting and Cake.Sdk",
            Packages = ["Cake.Frosting", "Cake.Generator", "Cake.Sdk"],
            FeedArgument = "cake-feed",
            FeedProperty = "CakeFeed",
        };
}
