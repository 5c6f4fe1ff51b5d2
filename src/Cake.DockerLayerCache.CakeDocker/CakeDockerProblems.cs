using Cake.DockerLayerCache.Showing;

namespace Cake.DockerLayerCache.CakeDocker;

/// <summary>What can be wrong with settings of Cake.Docker, found before anything is run.</summary>
internal static class CakeDockerProblems
{
    public static DockerLayerCacheException Refused(GivenSetting given, string because) =>
        new(
            "DLC0701",
            $"{given.Name}{Seen(given)} of Cake.Docker cannot be carried over to a cached build: {because}. "
                + $"Expected {given.Name} unset. Remove it, or call Cake.Docker's own alias."
        );

    public static DockerLayerCacheException Unknown(GivenSetting given, string settings) =>
        new(
            "DLC0702",
            $"{given.Name} of Cake.Docker's {settings} is not known to this version of "
                + "Cake.DockerLayerCache.CakeDocker. Expected only settings that docs/cake-docker.md lists. Remove it, "
                + "or take a newer version."
        );

    public static DockerLayerCacheException TwoImages(string first, string other) =>
        new(
            "DLC0703",
            $"Tag names two images, {ShellText.Seen(first)} and {ShellText.Seen(other)}. Expected tags of one "
                + "repository, beside which its cache is kept. Build one image with each call; the second comes from the "
                + "cache of the first where CacheFrom names it."
        );

    public static DockerLayerCacheException NoTag() =>
        new(
            "DLC0704",
            "Tag is empty. Expected the image with its tag, for example docker.myrepo.com/awesome-image:1.4.7. A cache "
                + "is kept beside an image that has a name: set Tag."
        );

    private static string Seen(GivenSetting given) =>
        given.IsSecret || given.Texts.Length == 0 ? "" : $" {ShellText.Seen(string.Join(", ", given.Texts))}";
}
