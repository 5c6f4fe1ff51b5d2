using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0603: a cache mount, which stays on the machine.</summary>
internal static class CacheMount
{
    public static IEnumerable<DockerAdvice> In(AdviceSubject subject) =>
        subject
            .Needed.SelectMany(stage => stage.Instructions)
            .Where(instruction => instruction.Keyword is "RUN")
            .Where(instruction => RunForm.Mounts(instruction).Any(IsCache))
            .Select(instruction => new DockerAdvice
            {
                Code = "DLC0603",
                File = subject.Dockerfile.Path,
                Line = instruction.Line,
                Message =
                    "uses a cache mount, which no cache in a registry carries: on a machine made fresh its folder is empty.",
                Suggestion =
                    "Let the step depend on few files, so that its layer is reused; what is to be kept goes into a layer of "
                    + "its own, without the mount.",
            });

    private static bool IsCache(ILookup<string, string> mount) =>
        mount["type"].LastOrDefault("bind").Equals("cache", StringComparison.OrdinalIgnoreCase);
}
