using Cake.DockerLayerCache;
using Cake.DockerLayerCache.Host;
using Cake.DockerLayerCache.Testing;

// A build.cake in a process of its own: calls the alias in the working folder, and ends as Cake does.
// Host IMAGE TAGS BUILDARG
try
{
    CakeHost
        .Create(new ConsoleLog(), Environment.CurrentDirectory)
        .DockerMultiStageCachedBuild(
            new DockerMultiStageCachedBuildSettings
            {
                Image = args[0],
                Tags = args[1].Split(','),
                BuildArg = [args[2]],
            }
        );
    return 0;
}
catch (DockerLayerCacheException problem)
{
    Console.Error.WriteLine($"Error: {problem.Message}");
    return 1;
}
